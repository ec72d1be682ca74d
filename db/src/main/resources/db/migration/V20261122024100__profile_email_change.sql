-- New e-mail addresses that wait for their owner's confirmation: at most one an account, of which only the newest link works.
create table profile_email_change (
    account_id uuid constraint profile_email_change_pkey primary key
        constraint profile_email_change_account_id_fkey references account on delete cascade,
    -- null when the address is another account's: there is no link then
    token_hash bytea,
    email text not null,
    requested_at timestamptz not null
);

-- the purge of links that are over
create index profile_email_change_requested_at_idx on profile_email_change (requested_at);
