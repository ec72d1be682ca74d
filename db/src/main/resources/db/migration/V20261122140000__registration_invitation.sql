-- Invitations that left by mail. Who sent one and what it gives are kept without foreign keys: the facts outlive the things, and
-- whether they still hold is asked when the invitation is accepted.
create table registration_invitation (
    id uuid constraint registration_invitation_pkey primary key,
    email text not null,
    -- the form in which addresses are compared
    email_key text not null,
    language text not null constraint registration_invitation_language_check check (length(language) between 2 and 35),
    message text not null default '' constraint registration_invitation_message_check check (length(message) <= 1000),
    roles text[] not null constraint registration_invitation_roles_check check (cardinality(roles) <= 50),
    group_ids uuid[] not null constraint registration_invitation_group_ids_check check (cardinality(group_ids) <= 50),
    invited_by uuid not null,
    -- of the newest link; an older one is dead as soon as this changes
    token_hash bytea not null,
    created_at timestamptz not null,
    sent_at timestamptz not null,
    expires_at timestamptz not null,
    accepted_at timestamptz,
    accepted_by uuid constraint registration_invitation_accepted_by_fkey references account on delete cascade,
    withdrawn_at timestamptz,
    constraint registration_invitation_term_check check (sent_at < expires_at),
    constraint registration_invitation_end_check check (accepted_at is null or withdrawn_at is null)
);

create index registration_invitation_email_key_idx on registration_invitation (email_key);
create index registration_invitation_accepted_by_idx on registration_invitation (accepted_by) where accepted_by is not null;
create index registration_invitation_group_ids_idx on registration_invitation using gin (group_ids);
create index registration_invitation_expires_at_idx on registration_invitation (expires_at);
