-- The newest activation link of a pending account; an older link is dead as soon as this row changes.
create table registration_activation (
    account_id uuid constraint registration_activation_pkey primary key
        constraint registration_activation_account_id_fkey references account on delete cascade,
    token_hash bytea not null,
    issued_at timestamptz not null
);
