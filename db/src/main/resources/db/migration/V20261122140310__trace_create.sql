-- What was decided about sign-in and token requests, for a few days. No foreign keys: it is written behind the requests, when what it
-- tells of may be gone, and deleted by age alone.
create table trace_step (
    id uuid constraint trace_step_pkey primary key,
    -- orders the steps of one moment
    number bigint generated always as identity,
    occurred_at timestamptz not null,
    request_id text,
    kind text not null,
    outcome text not null,
    flow text,
    client_id text,
    account_id uuid,
    sid uuid,
    grant_id uuid,
    facts jsonb not null
);

create index trace_step_request_id_idx on trace_step (request_id) where request_id is not null;
create index trace_step_flow_idx on trace_step (flow, occurred_at) where flow is not null;
create index trace_step_grant_id_idx on trace_step (grant_id) where grant_id is not null;
create index trace_step_occurred_at_idx on trace_step (occurred_at);
