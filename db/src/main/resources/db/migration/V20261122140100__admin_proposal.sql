-- Changes that wait for a second administrator. Who proposed and who decided is kept without a foreign key: the fact outlives
-- the account, and whoever is gone holds nothing any more, so that nothing can be made of what they proposed.

create table admin_proposal (
    id uuid constraint admin_proposal_pkey primary key,
    action text not null constraint admin_proposal_action_check check (action in (
        'give_role', 'join_group', 'give_group_role', 'add_role_permission', 'add_role_member',
        'rotate_key', 'change_client', 'delete_client', 'make_secret')),
    parameters jsonb not null,
    reason text not null constraint admin_proposal_reason_check check (length(reason) <= 500),
    proposed_by uuid not null,
    proposed_at timestamptz not null,
    expires_at timestamptz not null,
    state text not null constraint admin_proposal_state_check check (
        state in ('waiting', 'approved', 'rejected', 'withdrawn', 'expired')),
    decided_by uuid,
    decided_at timestamptz,
    constraint admin_proposal_decided_check check ((state = 'waiting') = (decided_at is null)),
    -- nobody approves what they proposed, whatever the program says
    constraint admin_proposal_second_check check (state not in ('approved', 'rejected') or decided_by <> proposed_by)
);

create index admin_proposal_state_idx on admin_proposal (state, id);
create index admin_proposal_waiting_idx on admin_proposal (proposed_by) where state = 'waiting';
create index admin_proposal_expires_at_idx on admin_proposal (expires_at) where state = 'waiting';
create index admin_proposal_decided_at_idx on admin_proposal (decided_at) where decided_at is not null;
