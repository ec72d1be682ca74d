-- The person asked to delete the account: until this moment they can change their mind.
alter table account add column deletion_due_at timestamptz;

-- accounts that are due
create index account_deletion_due_at_idx on account (deletion_due_at) where deletion_due_at is not null;

-- Published view: an account that is about to be deleted gives nothing to applications any more.
create or replace view account_state as
select a.id as account_id,
       a.status,
       a.email,
       a.email_verified_at,
       a.profile,
       a.updated_at,
       coalesce((select array_agg(r.role_name order by r.role_name) from access_assignment r where r.account_id = a.id),
                array[]::text[]) as roles,
       a.deletion_due_at is not null as leaving
from account a;
