-- Transactional outbox. The content is encrypted, since mails carry links, and is blanked once delivered.
create table notification_message (
    id uuid constraint notification_message_pkey primary key,
    kind text not null,
    content bytea,
    created_at timestamptz not null,
    next_attempt_at timestamptz not null,
    attempts integer not null default 0,
    delivered_at timestamptz,
    failed_at timestamptz,
    last_error text
);

create index notification_message_due_idx on notification_message (next_attempt_at)
    where delivered_at is null and failed_at is null;
create index notification_message_created_at_idx on notification_message (created_at);
