alter table password_credential
    -- counts the passwords of the account; re-hashing the same one leaves it alone
    add column version integer not null default 1,
    -- the next sign-in asks for a new password
    add column must_change boolean not null default false;

-- Hashes of former passwords, as many as the policy forbids to use again. Older ones go with each change.
create table password_history (
    id bigint generated always as identity constraint password_history_pkey primary key,
    account_id uuid not null constraint password_history_account_id_fkey references account on delete cascade,
    hash text not null,
    replaced_at timestamptz not null
);

create index password_history_account_id_idx on password_history (account_id, id);

-- The newest reset link of an account. A change of the password, a newer link or its use makes it worthless.
create table password_reset (
    account_id uuid constraint password_reset_pkey primary key
        constraint password_reset_account_id_fkey references account on delete cascade,
    token_hash bytea not null,
    -- of password_credential, 0 where there was none
    password_version integer not null,
    -- the authorization request that the person came from
    continue_to text,
    issued_at timestamptz not null,
    used_at timestamptz
);

-- the purge of links that are long over
create index password_reset_issued_at_idx on password_reset (issued_at);
