create table password_credential (
    account_id uuid constraint password_credential_pkey primary key
        constraint password_credential_account_id_fkey references account on delete cascade,
    hash text not null,
    changed_at timestamptz not null
);
