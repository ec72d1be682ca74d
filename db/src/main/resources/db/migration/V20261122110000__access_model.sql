-- Permissions behind roles, roles of clients, roles within roles, nested groups, and links that last from a moment until a
-- moment. Who gave a link is kept without a foreign key: the fact outlives the account.

create table access_permission (
    -- resource:action
    name text constraint access_permission_pkey primary key
        constraint access_permission_name_check check (name ~ '^[a-z0-9][a-z0-9._-]{0,99}:[a-z0-9][a-z0-9._-]{0,99}$'),
    description text not null default '',
    -- the application that defined it; null for the server's own
    client_id text constraint access_permission_client_id_fkey references client on delete cascade
);

create index access_permission_client_id_idx on access_permission (client_id) where client_id is not null;

alter table access_role
    -- a client's role is named client_id/role; null for a role of the realm
    add column client_id text constraint access_role_client_id_fkey references client on delete cascade,
    -- held by everybody
    add column is_default boolean not null default false,
    add column version bigint not null default 1,
    add constraint access_role_client_id_check check (
        case when client_id is null then position('/' in name) = 0 else starts_with(name, client_id || '/') end);

create index access_role_client_id_idx on access_role (client_id) where client_id is not null;
create index access_role_is_default_idx on access_role (name) where is_default;

create table access_role_permission (
    role_name text not null constraint access_role_permission_role_name_fkey references access_role on delete cascade,
    permission text not null constraint access_role_permission_permission_fkey references access_permission on delete cascade,
    given_by uuid,
    given_at timestamptz not null,
    constraint access_role_permission_pkey primary key (role_name, permission)
);

create index access_role_permission_permission_idx on access_role_permission (permission, role_name);

-- Whoever holds role_name holds member_name too.
create table access_role_member (
    role_name text not null constraint access_role_member_role_name_fkey references access_role on delete cascade,
    member_name text not null constraint access_role_member_member_name_fkey references access_role on delete cascade,
    given_by uuid,
    given_at timestamptz not null,
    constraint access_role_member_pkey primary key (role_name, member_name),
    constraint access_role_member_self_check check (role_name <> member_name)
);

create index access_role_member_member_name_idx on access_role_member (member_name, role_name);

create table access_group (
    id uuid constraint access_group_pkey primary key,
    parent_id uuid constraint access_group_parent_id_fkey references access_group,
    name text not null constraint access_group_name_check check (name <> '' and length(name) <= 100 and position('/' in name) = 0),
    version bigint not null default 1,
    created_at timestamptz not null,
    constraint access_group_parent_id_name_key unique nulls not distinct (parent_id, name),
    constraint access_group_self_check check (parent_id <> id)
);

create table access_group_role (
    group_id uuid not null constraint access_group_role_group_id_fkey references access_group on delete cascade,
    role_name text not null constraint access_group_role_role_name_fkey references access_role on delete cascade,
    valid_from timestamptz,
    valid_until timestamptz,
    given_by uuid,
    given_at timestamptz not null,
    constraint access_group_role_pkey primary key (group_id, role_name),
    constraint access_group_role_valid_check check (valid_from < valid_until)
);

create index access_group_role_role_name_idx on access_group_role (role_name, group_id);
create index access_group_role_valid_until_idx on access_group_role (valid_until) where valid_until is not null;

create table access_group_member (
    group_id uuid not null constraint access_group_member_group_id_fkey references access_group on delete cascade,
    account_id uuid not null constraint access_group_member_account_id_fkey references account on delete cascade,
    valid_from timestamptz,
    valid_until timestamptz,
    given_by uuid,
    given_at timestamptz not null,
    constraint access_group_member_pkey primary key (group_id, account_id),
    constraint access_group_member_valid_check check (valid_from < valid_until)
);

create index access_group_member_account_id_idx on access_group_member (account_id, group_id);
create index access_group_member_valid_until_idx on access_group_member (valid_until) where valid_until is not null;

alter table access_assignment
    drop constraint access_assignment_pkey,
    add column valid_from timestamptz,
    add column valid_until timestamptz,
    add column assigned_by uuid,
    -- delegation: the role's permissions reach only the people of this group and the groups below; when the group goes, so
    -- does the assignment
    add column within_group uuid constraint access_assignment_within_group_fkey references access_group on delete cascade,
    add constraint access_assignment_key unique nulls not distinct (account_id, role_name, within_group),
    add constraint access_assignment_valid_check check (valid_from < valid_until);

drop index access_assignment_role_name_idx;
create index access_assignment_role_name_idx on access_assignment (role_name, account_id);
create index access_assignment_within_group_idx on access_assignment (within_group) where within_group is not null;
create index access_assignment_valid_until_idx on access_assignment (valid_until) where valid_until is not null;

-- Every way by which an active account comes to a role, now or later: up the groups, down the roles. A way lasts as long as
-- the shortest of its links.
create function access_walk(p_account uuid, p_at timestamptz)
returns table (role_name text, within_group uuid, valid_from timestamptz, valid_until timestamptz)
language plpgsql stable rows 20 as $$
#variable_conflict use_column
begin
    return query
    with recursive person as materialized (
        select a.id from account a where a.id = p_account and a.status = 'active' and a.deletion_due_at is null
    ), belongs (group_id, since, until) as (
        select m.group_id, m.valid_from, m.valid_until
        from person p join access_group_member m on m.account_id = p.id
        where m.valid_until is null or m.valid_until > p_at
        union
        select g.parent_id, b.since, b.until
        from belongs b join access_group g on g.id = b.group_id
        where g.parent_id is not null
    ), held (role, within, since, until) as (
        (
            select x.role_name, x.within_group, x.valid_from, x.valid_until
            from person p join access_assignment x on x.account_id = p.id
            where x.valid_until is null or x.valid_until > p_at
            union all
            select r.role_name, null, greatest(b.since, r.valid_from), least(b.until, r.valid_until)
            from belongs b join access_group_role r on r.group_id = b.group_id
            where r.valid_until is null or r.valid_until > p_at
            union all
            select r.name, null, null, null from person p join access_role r on r.is_default
        )
        union
        select c.member_name, h.within, h.since, h.until
        from held h join access_role_member c on c.role_name = h.role
    )
    select h.role, h.within, h.since, h.until from held h
    where h.since is null or h.until is null or h.since < h.until;
end $$;

-- The names of the roles that an account holds over everybody: what a token may say.
create function access_role_names(p_account uuid, p_at timestamptz) returns text[] language plpgsql stable as $$
begin
    return coalesce((
        select array_agg(distinct w.role_name) from access_walk(p_account, p_at) w
        where w.within_group is null and (w.valid_from is null or w.valid_from <= p_at)), array[]::text[]);
end $$;

-- The same for permissions.
create function access_permission_names(p_account uuid, p_at timestamptz) returns text[] language plpgsql stable as $$
begin
    return coalesce((
        select array_agg(distinct p.permission)
        from access_walk(p_account, p_at) w join access_role_permission p on p.role_name = w.role_name
        where w.within_group is null and (w.valid_from is null or w.valid_from <= p_at)), array[]::text[]);
end $$;

-- The roles of an account depend on the moment, so they are no column of the published view any more.
drop view account_state;
create view account_state as
select a.id as account_id,
       a.status,
       a.email,
       a.email_verified_at,
       a.profile,
       a.updated_at,
       a.deletion_due_at is not null as leaving
from account a;

-- What concerns one account names it; everything else may concern anybody.
create function access_account_notify() returns trigger language plpgsql as $$
begin
    perform pg_notify('gatehouse', 'access:' || coalesce(new.account_id, old.account_id));
    return null;
end $$;

create function access_status_notify() returns trigger language plpgsql as $$
begin
    perform pg_notify('gatehouse', 'access:' || new.id);
    return null;
end $$;

create function access_notify() returns trigger language plpgsql as $$
begin
    perform pg_notify('gatehouse', 'access:*');
    return null;
end $$;

create trigger access_assignment_changed after insert or update or delete on access_assignment
    for each row execute function access_account_notify();
create trigger access_group_member_changed after insert or update or delete on access_group_member
    for each row execute function access_account_notify();
create trigger access_account_changed after update of status, deletion_due_at on account
    for each row when (old.status <> new.status or old.deletion_due_at is distinct from new.deletion_due_at)
    execute function access_status_notify();
create trigger access_role_changed after update or delete on access_role
    for each row execute function access_notify();
create trigger access_default_role_added after insert on access_role
    for each row when (new.is_default) execute function access_notify();
create trigger access_role_permission_changed after insert or update or delete on access_role_permission
    for each row execute function access_notify();
create trigger access_role_member_changed after insert or update or delete on access_role_member
    for each row execute function access_notify();
create trigger access_group_changed after update of parent_id or delete on access_group
    for each row execute function access_notify();
create trigger access_group_role_changed after insert or update or delete on access_group_role
    for each row execute function access_notify();
