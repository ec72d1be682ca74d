-- What happened to accounts. Rows outlive the account that they tell of, so there is no foreign key.
create table audit_event (
    id uuid constraint audit_event_pkey primary key,
    occurred_at timestamptz not null,
    action text not null,
    account_id uuid,
    address inet,
    user_agent text not null,
    request_id text,
    detail jsonb not null default '{}'
);

-- a person's recent events
create index audit_event_account_id_idx on audit_event (account_id, occurred_at desc, id desc)
    where account_id is not null;
-- the purge
create index audit_event_occurred_at_idx on audit_event (occurred_at);
