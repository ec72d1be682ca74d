-- People between the first factor and a session. The cookie holds 256 random bits, this table only their hash.
create table signin_pending (
    id_hash bytea constraint signin_pending_pkey primary key,
    account_id uuid not null constraint signin_pending_account_id_fkey references account on delete cascade,
    amr text[] not null,
    multi_factor boolean not null,
    again boolean not null,
    remember boolean not null,
    continue_to text,
    started_at timestamptz not null,
    expires_at timestamptz not null
);

create index signin_pending_account_id_idx on signin_pending (account_id);
create index signin_pending_expires_at_idx on signin_pending (expires_at);

-- The version of the terms of use that a person accepted.
create table signin_terms (
    account_id uuid constraint signin_terms_pkey primary key
        constraint signin_terms_account_id_fkey references account on delete cascade,
    version text not null,
    accepted_at timestamptz not null
);
