-- Who is told of audit events, what was told to whom, and how far the trail was read.

create table webhook_endpoint (
    id uuid constraint webhook_endpoint_pkey primary key,
    url text not null,
    description text not null,
    -- codes of actions, or beginnings of codes that end in *
    events text[] not null,
    enabled boolean not null,
    -- why the server itself switched it off
    disabled_reason text constraint webhook_endpoint_disabled_reason_check check (disabled_reason in ('gone', 'failing')),
    disabled_at timestamptz,
    -- since when nothing arrived, null while the last attempt succeeded
    failing_since timestamptz,
    -- both encrypted under the keyring
    secret bytea not null,
    previous_secret bytea,
    previous_until timestamptz,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint webhook_endpoint_previous_check check ((previous_secret is null) = (previous_until is null)),
    constraint webhook_endpoint_disabled_check check (not enabled or disabled_reason is null)
);

create table webhook_delivery (
    id uuid constraint webhook_delivery_pkey primary key,
    endpoint_id uuid not null
        constraint webhook_delivery_endpoint_id_fkey references webhook_endpoint (id) on delete cascade,
    -- the place in the audit trail's chain, null for a test
    position bigint,
    event_id uuid not null,
    type text not null,
    state text not null constraint webhook_delivery_state_check check (state in ('pending', 'delivered', 'failed')),
    attempts integer not null default 0,
    -- attempts since the delivery was created or sent again
    tries integer not null default 0,
    next_at timestamptz not null,
    leased_until timestamptz,
    last_status integer,
    last_error text,
    last_millis integer,
    created_at timestamptz not null,
    finished_at timestamptz,
    constraint webhook_delivery_event_key unique (endpoint_id, event_id)
);
-- what is due, for each endpoint
create index webhook_delivery_due_idx on webhook_delivery (endpoint_id, next_at) where state = 'pending';
-- the log of an endpoint, the newest first, also by state or type
create index webhook_delivery_log_idx on webhook_delivery (endpoint_id, id desc);
create index webhook_delivery_state_idx on webhook_delivery (endpoint_id, state, id desc);
create index webhook_delivery_type_idx on webhook_delivery (endpoint_id, type, id desc);
-- the purge
create index webhook_delivery_created_at_idx on webhook_delivery (created_at);

create table webhook_cursor (
    only_row boolean constraint webhook_cursor_pkey primary key default true
        constraint webhook_cursor_only_row_check check (only_row),
    position bigint not null
);
-- what happened before there were web-hooks is told to nobody
insert into webhook_cursor (position) select coalesce(max(position), 0) from audit_link;
