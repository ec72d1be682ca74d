-- Former addresses of accounts, which the links in the mails to them can bring back for some days.
create table profile_email_undo (
    token_hash bytea constraint profile_email_undo_pkey primary key,
    account_id uuid not null constraint profile_email_undo_account_id_fkey references account on delete cascade,
    email text not null,
    changed_at timestamptz not null
);

-- the younger links that die with an older one
create index profile_email_undo_account_id_idx on profile_email_undo (account_id);
-- the purge of links that are over
create index profile_email_undo_changed_at_idx on profile_email_undo (changed_at);
