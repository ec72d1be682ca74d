-- Answers to requests that carried an Idempotency-Key, so that a repeated request has no second effect.

create table admin_idempotency (
    -- SHA-256 of the key together with the person and the application
    key_hash bytea constraint admin_idempotency_pkey primary key,
    request_hash bytea not null,
    status integer,
    headers jsonb,
    -- encrypted: it may hold a secret that is shown once
    body bytea,
    created_at timestamptz not null
);

create index admin_idempotency_created_at_idx on admin_idempotency (created_at);
