-- Authenticator apps. The seed is encrypted under the keyring with the row's id as context.
create table mfa_totp (
    id uuid constraint mfa_totp_pkey primary key,
    account_id uuid not null constraint mfa_totp_account_id_fkey references account on delete cascade,
    name text not null,
    seed bytea not null,
    -- the time step of the code that was accepted last; none before or at it is accepted again
    last_step bigint not null,
    created_at timestamptz not null,
    last_used_at timestamptz
);

create index mfa_totp_account_id_idx on mfa_totp (account_id);

-- Recovery codes, as keyed hashes.
create table mfa_recovery_code (
    account_id uuid not null constraint mfa_recovery_code_account_id_fkey references account on delete cascade,
    code_hash bytea not null,
    made_at timestamptz not null,
    used_at timestamptz,
    constraint mfa_recovery_code_pkey primary key (account_id, code_hash)
);

-- People who turned on codes by e-mail.
create table mfa_email_factor (
    account_id uuid constraint mfa_email_factor_pkey primary key
        constraint mfa_email_factor_account_id_fkey references account on delete cascade,
    turned_on_at timestamptz not null
);

-- The code that was mailed last to each person, as a keyed hash.
create table mfa_email_code (
    account_id uuid constraint mfa_email_code_pkey primary key
        constraint mfa_email_code_account_id_fkey references account on delete cascade,
    -- which sign-in of the person asked for it
    sign_in_started_at timestamptz not null,
    code_hash bytea not null,
    sent_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
);

create index mfa_email_code_expires_at_idx on mfa_email_code (expires_at);

-- Browsers in which a person need not show the second factor. The cookie holds 256 random bits, this table only their hash.
create table mfa_trusted_browser (
    id uuid constraint mfa_trusted_browser_pkey primary key,
    account_id uuid not null constraint mfa_trusted_browser_account_id_fkey references account on delete cascade,
    secret_hash bytea not null,
    device text not null,
    trusted_at timestamptz not null,
    expires_at timestamptz not null,
    constraint mfa_trusted_browser_secret_hash_key unique (secret_hash, account_id)
);

create index mfa_trusted_browser_account_id_idx on mfa_trusted_browser (account_id);
create index mfa_trusted_browser_expires_at_idx on mfa_trusted_browser (expires_at);
