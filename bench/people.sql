-- How long administrators wait among a million people: fills the database, then measures the search of the account directory
-- and the effective authorities. bench/people.sh runs it; see bench/README.md. The database must be one to throw away.
--
-- Everybody belongs to one of 1,000 groups at the bottom of three levels, each of the 1,110 groups carries 9 roles of 10,000, one
-- role in ten contains another, each role carries a permission: a person holds 28 roles or more.

\set ON_ERROR_STOP on
\if :{?people}
\else
  \set people 1000000
\endif
select not exists (select from client where id = 'bench') as empty \gset
\if :empty
\echo filling with :people people

alter table access_group_member disable trigger user;
alter table access_group_role disable trigger user;
alter table access_role_member disable trigger user;
alter table access_role_permission disable trigger user;
set synchronous_commit = off;

insert into client (id, name, authentication_methods, grant_types, created_at, updated_at)
values ('bench', 'Bench', '{none}', '{}', now(), now());

create temp table given as select n - 1 as place, name from unnest(array['Ada', 'Alan', 'Amir', 'Anna', 'Bo', 'Carla', 'Chen',
    'Dora', 'Eve', 'Farid', 'Grace', 'Hana', 'Ines', 'Ivan', 'Jonas', 'Kenji', 'Leila', 'Lotta', 'Maria', 'Milan', 'Nora', 'Omar',
    'Paulo', 'Qiu', 'Rosa', 'Samir', 'Tove', 'Uma', 'Vera', 'Wanda', 'Yuki', 'Zoe']) with ordinality as t (name, n);
create temp table family as select n - 1 as place, name from unnest(array['Abe', 'Almeida', 'Berg', 'Castro', 'Dubois', 'Eriksson',
    'Fischer', 'Garcia', 'Haddad', 'Ito', 'Jansen', 'Kowalski', 'Lovelace', 'Meyer', 'Nguyen', 'Okafor', 'Petrov', 'Quist', 'Rossi',
    'Silva', 'Tanaka', 'Ueda', 'Virtanen', 'Weber', 'Xu', 'Yilmaz', 'Zimmermann']) with ordinality as t (name, n);

insert into account (id, status, email, email_key, email_verified_at, profile, created_at, updated_at)
select md5('bench' || n)::uuid, case when n % 50 = 0 then 'disabled' else 'active' end, mail, mail, now(),
    jsonb_build_object('name', g.name || ' ' || f.name || n % 997, 'given_name', g.name, 'family_name', f.name || n % 997),
    now() - n * interval '1 second', now()
from generate_series(1, :people) n
join given g on g.place = n % 32
join family f on f.place = n / 32 % 27
cross join lateral (select lower(g.name || '.' || f.name) || n || '@bench.example') as m (mail);

insert into access_role (name) select 'bench-role' || n from generate_series(0, 9999) n;
insert into access_permission (name, client_id) select 'bench:do' || n, 'bench' from generate_series(0, 999) n;
insert into access_role_permission (role_name, permission, given_at)
select 'bench-role' || n, 'bench:do' || n % 1000, now() from generate_series(0, 9999) n;
insert into access_role_member (role_name, member_name, given_at)
select 'bench-role' || n, 'bench-role' || n + 1, now() from generate_series(0, 9990, 10) n;
insert into access_group (id, parent_id, name, created_at)
select md5('top' || t)::uuid, null::uuid, 'bench top ' || t, now() from generate_series(0, 9) t
union all
select md5('middle' || m)::uuid, md5('top' || m / 10)::uuid, 'middle ' || m, now() from generate_series(0, 99) m
union all
select md5('bottom' || b)::uuid, md5('middle' || b / 10)::uuid, 'bottom ' || b, now() from generate_series(0, 999) b;
insert into access_group_role (group_id, role_name, given_at)
select g.id, 'bench-role' || (g.place * 9 + r), now()
from (select id, row_number() over (order by id) - 1 as place from access_group
      where id in (select md5('top' || t)::uuid from generate_series(0, 9) t
                   union all select md5('middle' || m)::uuid from generate_series(0, 99) m
                   union all select md5('bottom' || b)::uuid from generate_series(0, 999) b)) g,
    generate_series(0, 8) r;
insert into access_group_member (group_id, account_id, given_at)
select md5('bottom' || n % 1000)::uuid, md5('bench' || n)::uuid, now() from generate_series(1, :people) n;

alter table access_group_member enable trigger user;
alter table access_group_role enable trigger user;
alter table access_role_member enable trigger user;
alter table access_role_permission enable trigger user;
vacuum analyze account, access_group_member;
analyze;
\endif

create function pg_temp.told(what text, spent numeric[]) returns text language sql as $$
    select format('%s p50 %s ms, p95 %s ms, p99 %s ms, slowest %s ms (%s)', rpad(what, 44),
        round(percentile_cont(0.5) within group (order by s)::numeric, 3),
        round(percentile_cont(0.95) within group (order by s)::numeric, 3),
        round(percentile_cont(0.99) within group (order by s)::numeric, 3), round(max(s), 3), count(*))
    from unnest(spent) s
$$;

-- the statement of JdbcAccountDirectory.search, for a page of 50 and one more
create function pg_temp.search(terms text[]) returns numeric[] language plpgsql as $$
declare
    spent numeric[] := '{}';
    started timestamptz;
    term text;
begin
    foreach term in array terms loop
        started := clock_timestamp();
        perform from (
            with found as (
                (select a.id from account a where a.email_key collate "C" >= term and a.email_key collate "C" < term || U&'\+10FFFF'
                 order by a.email_key collate "C" limit 51)
                union
                (select a.id from account a where lower(a.profile->>'name') collate "C" >= term
                     and lower(a.profile->>'name') collate "C" < term || U&'\+10FFFF'
                 order by lower(a.profile->>'name') collate "C" limit 51)
                union
                (select a.id from account a where account_last_word(a.profile) collate "C" >= term
                     and account_last_word(a.profile) collate "C" < term || U&'\+10FFFF'
                 order by account_last_word(a.profile) collate "C" limit 51)
            )
            select a.* from found f join account a on a.id = f.id order by a.email_key collate "C" limit 51) found;
        spent := spent || extract(epoch from clock_timestamp() - started)::numeric * 1000;
    end loop;
    return spent;
end $$;

-- the statement of JdbcAuthorities, which also gives permissions with their reach and the next boundary
create function pg_temp.authorities(accounts uuid[]) returns numeric[] language plpgsql as $$
declare
    spent numeric[] := '{}';
    started timestamptz;
    one uuid;
    n bigint;
begin
    foreach one in array accounts loop
        started := clock_timestamp();
        with way as materialized (select * from access_walk(one, now())),
            present as (select * from way where valid_from is null or valid_from <= now())
        select count(*) into n from (
            select role_name, within_group, max(valid_until) from present group by 1, 2
            union all
            select p.permission, w.within_group, max(w.valid_until)
            from present w join access_role_permission p on p.role_name = w.role_name group by 1, 2
            union all
            select '', null, min(valid_until) from way) x;
        spent := spent || extract(epoch from clock_timestamp() - started)::numeric * 1000;
    end loop;
    return spent;
end $$;

\echo people in the database:
select count(*) from account;

-- what people type: one letter to a whole name, addresses, family names, and what nobody is called
create temp table typed as
select n, case n % 5
        when 0 then left(lower(profile->>'name'), 1 + n / 5 % 9)
        when 1 then left(email_key, 1 + n / 5 % 12)
        when 2 then left(account_last_word(profile), 1 + n / 5 % 8)
        when 3 then lower(profile->>'name')
        else 'nobody' || n
    end as term
from generate_series(1, 1000) n join account on id = md5('bench' || 1 + n::bigint * 7919 % :people)::uuid;

select pg_temp.told('search, once each after the start', pg_temp.search(array_agg(term order by n))) from typed where n <= 300;
select pg_temp.told('search', pg_temp.search(array_agg(term order by n))) from typed;
select pg_temp.told('effective authorities (28 roles and more)', pg_temp.authorities(array_agg(md5('bench' || 1 + n::bigint * 104729 % :people)::uuid)))
from generate_series(1, 2000) n;
