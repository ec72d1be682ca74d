create table consent_decision (
    account_id uuid not null constraint consent_decision_account_id_fkey references account on delete cascade,
    client_id text not null constraint consent_decision_client_id_fkey references client on delete cascade,
    scopes text[] not null,
    decided_at timestamptz not null,
    constraint consent_decision_pkey primary key (account_id, client_id)
);

create index consent_decision_client_id_idx on consent_decision (client_id);
