-- Imports that administrators start in the console. The file itself lies with the node that received it.

create table admin_import_job (
    id uuid constraint admin_import_job_pkey primary key,
    account_id uuid constraint admin_import_job_account_id_fkey references account on delete set null,
    session_id uuid,
    node uuid not null,
    format text not null constraint admin_import_job_format_check check (format in ('keycloak', 'django', 'csv', 'gatehouse')),
    file_name text not null,
    file_bytes bigint not null,
    options jsonb not null,
    state text not null constraint admin_import_job_state_check
        check (state in ('checking', 'checked', 'wanted', 'importing', 'done', 'failed', 'interrupted', 'discarded')),
    done bigint not null default 0,
    total bigint not null default 0,
    not_taken bigint not null default 0,
    -- counts, and a bounded part of what would change and of what was left out: personal data, deleted after some days
    report jsonb not null default '{}',
    failure text,
    created_at timestamptz not null,
    heartbeat_at timestamptz not null,
    finished_at timestamptz
);

-- one at a time on all nodes
create unique index admin_import_job_one_key on admin_import_job ((true)) where state in ('checking', 'wanted', 'importing');
create index admin_import_job_created_at_idx on admin_import_job (created_at);
create index admin_import_job_account_id_idx on admin_import_job (account_id);

create function admin_import_notify() returns trigger language plpgsql as $$
begin
    perform pg_notify('gatehouse', 'import_job:' || new.id);
    return null;
end $$;

create trigger admin_import_job_wanted after update of state on admin_import_job
    for each row when (new.state = 'wanted') execute function admin_import_notify();
