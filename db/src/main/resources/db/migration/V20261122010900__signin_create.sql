-- Counters of failed sign-ins. A key is a keyed hash of a network, or of a network and an address.
create table signin_throttle (
    key_hash bytea constraint signin_throttle_pkey primary key,
    window_start timestamptz not null,
    attempts integer not null
);

-- the purge of windows that are over
create index signin_throttle_window_start_idx on signin_throttle (window_start);
