-- Single sign-on sessions. The cookie holds 256 random bits, this table only their hash.
create table session_sso (
    id_hash bytea constraint session_sso_pkey primary key,
    sid uuid not null constraint session_sso_sid_key unique,
    account_id uuid not null constraint session_sso_account_id_fkey references account on delete cascade,
    auth_time timestamptz not null,
    amr text[] not null,
    created_at timestamptz not null,
    last_used_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz,
    user_agent text not null,
    address inet
);

create index session_sso_account_id_idx on session_sso (account_id);
create index session_sso_expires_at_idx on session_sso (expires_at);
