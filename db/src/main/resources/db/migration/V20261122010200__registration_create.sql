-- The newest activation link of a pending account; an older link is dead as soon as this row changes.
create table registration_activation (
    account_id uuid constraint registration_activation_pkey primary key
        constraint registration_activation_account_id_fkey references account on delete cascade,
    token_hash bytea not null,
    issued_at timestamptz not null
);

-- When an account was last sent a mail because somebody typed its address into a form: at most one in a while.
create table registration_mail (
    account_id uuid constraint registration_mail_pkey primary key
        constraint registration_mail_account_id_fkey references account on delete cascade,
    sent_at timestamptz not null
);

create index registration_mail_sent_at_idx on registration_mail (sent_at);
