-- Networks (/24 of IPv4, /48 of IPv6) from which a person has signed in, so that a new one can be told of by mail.
create table session_network (
    account_id uuid not null constraint session_network_account_id_fkey references account on delete cascade,
    network cidr not null,
    last_seen_at timestamptz not null,
    constraint session_network_pkey primary key (account_id, network)
);

-- the purge of networks that were not seen for long
create index session_network_last_seen_at_idx on session_network (last_seen_at);
