-- People. One row an account; credentials, sessions and grants live with their features.

create table account (
    id uuid constraint account_pkey primary key,
    status text not null constraint account_status_check check (status in ('pending', 'active', 'disabled')),
    email text not null,
    -- what makes two addresses the same person: NFKC, lower case, domain as A-labels
    email_key text not null constraint account_email_key_key unique,
    email_verified_at timestamptz,
    -- standard claims of OpenID Connect Core 5.1 that the person gave: name, given_name, locale, address, phone_number …
    profile jsonb not null default '{}' constraint account_profile_check check (jsonb_typeof(profile) = 'object'),
    created_at timestamptz not null,
    updated_at timestamptz not null
);

-- the purge of accounts that were never activated
create index account_pending_created_at_idx on account (created_at) where status = 'pending';

create table access_role (
    name text constraint access_role_pkey primary key,
    description text not null default ''
);

create table access_assignment (
    account_id uuid not null constraint access_assignment_account_id_fkey references account on delete cascade,
    role_name text not null constraint access_assignment_role_name_fkey references access_role on delete cascade,
    assigned_at timestamptz not null,
    constraint access_assignment_pkey primary key (account_id, role_name)
);

create index access_assignment_role_name_idx on access_assignment (role_name);

-- Published view: what every token and session check asks of an account, in one indexed join.
create view account_state as
select a.id as account_id,
       a.status,
       a.email,
       a.email_verified_at,
       a.profile,
       a.updated_at,
       coalesce((select array_agg(r.role_name order by r.role_name) from access_assignment r where r.account_id = a.id),
                array[]::text[]) as roles
from account a;
