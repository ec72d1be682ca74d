-- How long events must stay. Only the role that owns the schema can change it.
create table audit_retention (
    only_row boolean constraint audit_retention_pkey primary key default true
        constraint audit_retention_only_row_check check (only_row),
    keep interval not null
);
comment on table audit_retention is 'read-only: the age below which no segment can be removed';
insert into audit_retention (keep) values (interval '400 days');

-- The only way to remove events: the oldest segment as a whole, after it was signed and when all of it is old enough. Runs with the
-- rights of the owner of the schema.
create function audit_remove_segment(segment bigint) returns bigint
language plpgsql security definer as $$
declare
    checkpoint audit_checkpoint;
    youngest timestamptz;
    oldest_allowed timestamptz;
    removed bigint;
begin
    select now() - keep into strict oldest_allowed from audit_retention;
    select * into checkpoint from audit_checkpoint where number = segment;
    if not found then
        raise exception 'segment % is not closed by a checkpoint', segment using errcode = 'check_violation';
    end if;
    if exists (select from audit_link where position < checkpoint.first_position) then
        raise exception 'segment % is not the oldest', segment using errcode = 'check_violation';
    end if;
    select max(e.occurred_at) into youngest
    from audit_link l join audit_event e on e.id = l.event_id
    where l.position between checkpoint.first_position and checkpoint.last_position;
    if checkpoint.created_at >= oldest_allowed or coalesce(youngest, checkpoint.created_at) >= oldest_allowed then
        raise exception 'segment % is younger than the time for which events are kept', segment
            using errcode = 'check_violation';
    end if;
    delete from audit_event e using audit_link l
    where l.event_id = e.id and l.position between checkpoint.first_position and checkpoint.last_position;
    delete from audit_link where position between checkpoint.first_position and checkpoint.last_position;
    get diagnostics removed = row_count;
    return removed;
end
$$;
revoke execute on function audit_remove_segment(bigint) from public;

-- Temporary tables come last, so that nobody can put one in the place of a real table.
do $$
begin
    execute format('alter function audit_remove_segment(bigint) set search_path = %I, pg_temp', current_schema());
end
$$;
