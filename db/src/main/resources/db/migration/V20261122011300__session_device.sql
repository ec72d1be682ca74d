-- Browsers that a person has signed in with. The cookie holds 256 random bits, this table only their hash.
create table session_device (
    account_id uuid not null constraint session_device_account_id_fkey references account on delete cascade,
    device_hash bytea not null,
    first_seen_at timestamptz not null,
    last_seen_at timestamptz not null,
    constraint session_device_pkey primary key (account_id, device_hash)
);

-- the purge of browsers that were not seen for long
create index session_device_last_seen_at_idx on session_device (last_seen_at);
