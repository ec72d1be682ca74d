-- The trail that can prove itself. Rows from before are taken over by the server, encrypted and sealed, in small portions.
alter table audit_event rename to audit_legacy_event;
alter index audit_event_pkey rename to audit_legacy_event_pkey;
alter index audit_event_account_id_idx rename to audit_legacy_event_account_id_idx;
alter index audit_event_occurred_at_idx rename to audit_legacy_event_occurred_at_idx;

create table audit_event (
    id uuid constraint audit_event_pkey primary key,
    version smallint not null,
    occurred_at timestamptz not null,
    action text not null,
    outcome text not null constraint audit_event_outcome_check check (outcome in ('success', 'denied', 'failed')),
    actor_type text not null,
    actor_id text,
    account_id uuid,
    target_type text,
    target_id text,
    client_id text,
    session_id uuid,
    acr text,
    amr text,
    request_id text,
    facts text not null,
    actor_key uuid,
    actor_box bytea,
    person_key uuid,
    person_box bytea,
    mac bytea not null
);
comment on table audit_event is 'append-only: what happened';

-- a person's recent events
create index audit_event_account_id_idx on audit_event (account_id, occurred_at desc, id desc)
    where account_id is not null;
-- searches, each with the newest first
create index audit_event_occurred_at_idx on audit_event (occurred_at desc, id desc);
create index audit_event_actor_id_idx on audit_event (actor_id, occurred_at desc, id desc) where actor_id is not null;
create index audit_event_target_id_idx on audit_event (target_id, target_type, occurred_at desc, id desc)
    where target_id is not null;
create index audit_event_client_id_idx on audit_event (client_id, occurred_at desc, id desc) where client_id is not null;
create index audit_event_action_idx on audit_event (action, occurred_at desc, id desc);
create index audit_event_request_id_idx on audit_event (request_id) where request_id is not null;

-- Committed events that have no place in the chain yet. The writer inserts, the sealer deletes.
create table audit_queue (
    event_id uuid constraint audit_queue_pkey primary key
);

create table audit_link (
    position bigint constraint audit_link_pkey primary key,
    event_id uuid not null constraint audit_link_event_id_key unique,
    event_hash bytea not null,
    chain_hash bytea not null
);
comment on table audit_link is 'append-only: the place of each event in the chain of hashes';

create table audit_checkpoint (
    number bigint constraint audit_checkpoint_pkey primary key,
    version smallint not null,
    first_position bigint not null constraint audit_checkpoint_first_position_key unique,
    last_position bigint not null constraint audit_checkpoint_last_position_key unique,
    root bytea not null,
    chain_hash bytea not null,
    previous_hash bytea not null,
    intact boolean not null,
    created_at timestamptz not null,
    kid text not null,
    signature bytea not null
);
comment on table audit_checkpoint is 'append-only: signed ends of segments of the chain';

-- Keys that sign checkpoints; the private half is encrypted and is destroyed when the key retires.
create table audit_signing_key (
    kid text constraint audit_signing_key_pkey primary key,
    public_key bytea not null,
    private_key bytea not null,
    created_at timestamptz not null,
    retired_at timestamptz,
    introduced_by text,
    introduction bytea,
    mac bytea not null
);
-- one key signs
create unique index audit_signing_key_active_key on audit_signing_key ((true)) where retired_at is null;

-- Keys of people's fields in events, encrypted under the keyring. Deleting a person's keys erases those fields.
create table audit_person_key (
    id uuid constraint audit_person_key_pkey primary key,
    account_id uuid not null,
    wrapped bytea not null,
    created_at timestamptz not null
);
create index audit_person_key_account_id_idx on audit_person_key (account_id, created_at, id);

-- Finds events by a keyed hash of the address that they came from; forgotten with the person, and no part of the chain.
create table audit_address (
    event_id uuid constraint audit_address_pkey primary key,
    address_hash bytea not null,
    occurred_at timestamptz not null,
    account_id uuid
);
create index audit_address_address_hash_idx on audit_address (address_hash, occurred_at desc, event_id desc);
create index audit_address_account_id_idx on audit_address (account_id) where account_id is not null;
create index audit_address_occurred_at_idx on audit_address (occurred_at);
