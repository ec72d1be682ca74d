-- How long it takes to find all that an account may do, with 1,000,000 accounts and 10,000 roles that come through groups
-- three deep. Run it as the schema's owner on an empty, migrated database that may be thrown away:
--   psql -v ON_ERROR_STOP=1 -f bench/authorities.sql "$URL"
-- It prints milliseconds. Everybody belongs to one of 1,000 groups at the bottom; each group carries 9 roles, one role in ten
-- contains another, each role carries a permission. Three people hold more: 100, 1,000 and all 10,000 roles.

alter table access_group_member disable trigger user;
alter table access_group_role disable trigger user;
alter table access_role_member disable trigger user;
alter table access_role_permission disable trigger user;

insert into client (id, name, authentication_methods, grant_types, created_at, updated_at)
values ('bench', 'Bench', '{none}', '{}', now(), now());
insert into account (id, status, email, email_key, email_verified_at, created_at, updated_at)
select md5('account' || n)::uuid, 'active', 'p' || n || '@example.org', 'p' || n || '@example.org', now(), now(), now()
from generate_series(1, 1000000) n;
insert into access_role (name) select 'role' || n from generate_series(0, 9999) n;
insert into access_permission (name, client_id) select 'bench:do' || n, 'bench' from generate_series(0, 999) n;
insert into access_role_permission (role_name, permission, given_at)
select 'role' || n, 'bench:do' || n % 1000, now() from generate_series(0, 9999) n;
insert into access_role_member (role_name, member_name, given_at)
select 'role' || n, 'role' || n + 1, now() from generate_series(0, 9990, 10) n;
insert into access_group (id, parent_id, name, created_at)
select md5('top' || t)::uuid, null::uuid, 'top' || t, now() from generate_series(0, 9) t
union all
select md5('middle' || m)::uuid, md5('top' || m / 10)::uuid, 'middle' || m, now() from generate_series(0, 99) m
union all
select md5('bottom' || b)::uuid, md5('middle' || b / 10)::uuid, 'bottom' || b, now() from generate_series(0, 999) b;
insert into access_group_role (group_id, role_name, given_at)
select g.id, 'role' || (g.place * 9 + r), now()
from (select id, row_number() over (order by name) - 1 as place from access_group) g, generate_series(0, 8) r;
insert into access_group_member (group_id, account_id, given_at)
select md5('bottom' || n % 1000)::uuid, md5('account' || n)::uuid, now() from generate_series(1, 1000000) n;

-- the three who hold more, each through a group at the bottom of three
insert into access_group (id, parent_id, name, created_at)
select md5('rich' || h)::uuid, md5('middle0')::uuid, 'rich' || h, now() from unnest(array[100, 1000, 10000]) h;
insert into access_group_role (group_id, role_name, given_at)
select md5('rich' || h)::uuid, 'role' || r, now() from unnest(array[100, 1000, 10000]) h, generate_series(0, h - 1) r;
insert into access_group_member (group_id, account_id, given_at)
select md5('rich' || h)::uuid, md5('account' || h)::uuid, now() from unnest(array[100, 1000, 10000]) h;
analyze;

create function pg_temp.measure(what text, accounts uuid[], statement text) returns text language plpgsql as $$
declare
    started timestamptz;
    spent numeric[] := '{}';
    one uuid;
begin
    foreach one in array accounts loop
        started := clock_timestamp();
        execute statement using one, now();
        spent := spent || extract(epoch from clock_timestamp() - started)::numeric * 1000;
    end loop;
    return format('%s: median %s ms, 99 of 100 within %s ms, slowest %s ms (%s)', rpad(what, 44),
        round((select percentile_cont(0.5) within group (order by s)::numeric from unnest(spent) s), 3),
        round((select percentile_cont(0.99) within group (order by s)::numeric from unnest(spent) s), 3),
        round((select max(s) from unnest(spent) s), 3), cardinality(accounts));
end $$;

-- the statement of JdbcAuthorities, which also gives permissions with their reach and the next boundary
create function pg_temp.holdings() returns text language sql as $$
    select 'with way as materialized (select * from access_walk($1, $2)),
        present as (select * from way where valid_from is null or valid_from <= $2)
        select count(*) from (
            select role_name, within_group, max(valid_until) from present group by 1, 2
            union all
            select p.permission, w.within_group, max(w.valid_until)
            from present w join access_role_permission p on p.role_name = w.role_name group by 1, 2
            union all
            select '''', null, min(valid_until) from way) x'
$$;

with people as (
    select array_agg(md5('account' || 1 + (n * 7919) % 1000000)::uuid) as picked from generate_series(1, 2000) n
)
select pg_temp.measure('effective authorities, anybody (28 roles)', picked, pg_temp.holdings()) from people
union all
select pg_temp.measure('names of roles for a token, anybody', picked, 'select access_role_names($1, $2)') from people
union all
select pg_temp.measure('effective authorities, ' || h || ' roles and more',
    array_fill(md5('account' || h)::uuid, array[50]), pg_temp.holdings())
from unnest(array[100, 1000, 10000]) h;
