-- What a client's tokens say of a person's roles and permissions, and how much of it.
alter table client
    add column claims text not null default 'roles'
        constraint client_claims_check check (claims in ('roles', 'permissions', 'both', 'none')),
    -- names that begin with one of these; empty for all
    add column role_filter text[] not null default '{}',
    add column max_claims integer not null default 100;

-- Published view: which roles and permissions a client is told of.
create view client_claim_rule as
select id as client_id, claims in ('roles', 'both') as roles, claims in ('permissions', 'both') as permissions, role_filter
from client where not disabled;
