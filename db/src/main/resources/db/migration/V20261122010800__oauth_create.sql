-- The grant store. Everything that a client could present is kept as a SHA-256 hash only.

create table oauth_grant (
    id uuid constraint oauth_grant_pkey primary key,
    client_id text not null constraint oauth_grant_client_id_fkey references client on delete cascade,
    account_id uuid not null constraint oauth_grant_account_id_fkey references account on delete cascade,
    sid uuid not null,
    scopes text[] not null,
    resource text[] not null default '{}',
    acr text,
    amr text[] not null default '{}',
    auth_time timestamptz not null,
    nonce text,
    -- an offline grant (offline_access) outlives the session that made it
    offline boolean not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz
);

create index oauth_grant_sid_idx on oauth_grant (sid);
create index oauth_grant_account_id_idx on oauth_grant (account_id);
create index oauth_grant_client_id_idx on oauth_grant (client_id);
create index oauth_grant_expires_at_idx on oauth_grant (expires_at);

create table oauth_code (
    code_hash bytea constraint oauth_code_pkey primary key,
    grant_id uuid not null constraint oauth_code_grant_id_fkey references oauth_grant on delete cascade,
    redirect_uri text,
    code_challenge text,
    expires_at timestamptz not null,
    consumed_at timestamptz
);

create index oauth_code_grant_id_idx on oauth_code (grant_id);
create index oauth_code_expires_at_idx on oauth_code (expires_at);

create table oauth_refresh_token (
    token_hash bytea constraint oauth_refresh_token_pkey primary key,
    grant_id uuid not null constraint oauth_refresh_token_grant_id_fkey references oauth_grant on delete cascade,
    -- each parent has at most one child: that is what makes rotation idempotent
    parent_hash bytea constraint oauth_refresh_token_parent_hash_key unique,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
);

create index oauth_refresh_token_grant_id_idx on oauth_refresh_token (grant_id);
create index oauth_refresh_token_expires_at_idx on oauth_refresh_token (expires_at);

-- Access tokens without a grant (client_credentials) that were revoked before they expired.
create table oauth_revoked_token (
    jti text constraint oauth_revoked_token_pkey primary key,
    expires_at timestamptz not null
);

create index oauth_revoked_token_expires_at_idx on oauth_revoked_token (expires_at);

-- jti values of client assertions (RFC 7523 section 3) that were seen: each is good for one use on all nodes.
create table oauth_replay (
    issuer text not null,
    jti_hash bytea not null,
    expires_at timestamptz not null,
    constraint oauth_replay_pkey primary key (issuer, jti_hash)
);

create index oauth_replay_expires_at_idx on oauth_replay (expires_at);
