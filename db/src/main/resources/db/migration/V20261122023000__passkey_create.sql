-- The name under which authenticators know a person: random, so that it tells nothing (WebAuthn section 14.6.1).
create table passkey_user (
    account_id uuid constraint passkey_user_pkey primary key
        constraint passkey_user_account_id_fkey references account on delete cascade,
    handle bytea not null constraint passkey_user_handle_key unique
);

-- What a person can sign in with: the credential record of WebAuthn section 4.
create table passkey_credential (
    id uuid constraint passkey_credential_pkey primary key,
    account_id uuid not null constraint passkey_credential_account_id_fkey references account on delete cascade,
    -- the domain that it works on; those of a former domain are kept and don't count
    rp_id text not null,
    credential_id bytea not null constraint passkey_credential_credential_id_key unique,
    -- AAGUID, credential id and public key, as the authenticator encoded them (WebAuthn section 6.5.1)
    attested_data bytea not null,
    aaguid uuid not null,
    sign_count bigint not null,
    backup_eligible boolean not null,
    backup_state boolean not null,
    transports text[] not null,
    name text not null constraint passkey_credential_name_check check (char_length(name) between 1 and 60),
    created_at timestamptz not null,
    last_used_at timestamptz
);

create index passkey_credential_account_id_idx on passkey_credential (account_id, rp_id);

-- Challenges that were answered. Issuing one stores nothing: it is signed, and this table lets it be used once.
create table passkey_used_challenge (
    challenge_hash bytea constraint passkey_used_challenge_pkey primary key,
    expires_at timestamptz not null
);

create index passkey_used_challenge_expires_at_idx on passkey_used_challenge (expires_at);
