-- Counters of guesses. A key is a keyed hash of a network, an account, a client, or a pair of them.
create table throttle_counter (
    key_hash bytea constraint throttle_counter_pkey primary key,
    window_start timestamptz not null,
    attempts integer not null,
    -- what the counter tolerated when it was last counted
    soft_limit integer not null,
    hard_limit integer not null,
    -- the attempt that was counted last; an attempt that does not find itself here was refused
    last_attempt uuid not null,
    -- attempts before this moment are refused and not counted
    free_at timestamptz not null
);

-- the purge of windows that are over
create index throttle_counter_window_start_idx on throttle_counter (window_start);

drop table signin_throttle;
