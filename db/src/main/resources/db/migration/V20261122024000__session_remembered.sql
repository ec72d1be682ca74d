-- Browsers on which a person chose to stay signed in. The cookie holds a series and a secret that changes at each use, this
-- table only their hashes. A secret of the series that is neither the present one nor, for a moment, its parent was stolen.
create table session_remembered (
    series_hash bytea constraint session_remembered_pkey primary key,
    token_hash bytea not null,
    previous_hash bytea,
    rotated_at timestamptz,
    account_id uuid not null constraint session_remembered_account_id_fkey references account on delete cascade,
    -- the session that goes on, or went on last, in this browser
    sid uuid not null,
    auth_time timestamptz not null,
    amr text[] not null,
    created_at timestamptz not null,
    last_used_at timestamptz not null,
    expires_at timestamptz not null,
    user_agent text not null,
    address inet
);

create index session_remembered_account_id_idx on session_remembered (account_id);
create index session_remembered_sid_idx on session_remembered (sid);
create index session_remembered_expires_at_idx on session_remembered (expires_at);
