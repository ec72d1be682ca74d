-- Published: the people who belong to any of the groups, or to one below them, at a moment.
create function access_people_within(p_groups uuid[], p_at timestamptz) returns setof uuid language sql stable as $$
    with recursive below (id) as (
        select unnest(p_groups)
        union
        select g.id from below b join access_group g on g.parent_id = b.id
    )
    select m.account_id from below b join access_group_member m on m.group_id = b.id
    where (m.valid_from is null or m.valid_from <= p_at) and (m.valid_until is null or m.valid_until > p_at)
$$;
