-- Signing keys. The private half is encrypted under the keyring, which is not in the database.
create table signing_key (
    kid text constraint signing_key_pkey primary key,
    algorithm text not null constraint signing_key_algorithm_check
        check (algorithm in ('RS256', 'PS256', 'ES256', 'EdDSA')),
    state text not null constraint signing_key_state_check check (state in ('next', 'active', 'retired')),
    public_jwk jsonb not null,
    private_jwk bytea not null,
    created_at timestamptz not null,
    activated_at timestamptz,
    retired_at timestamptz
);

-- never two active or two next keys of one algorithm, however many nodes rotate at once
create unique index signing_key_active_key on signing_key (algorithm) where state = 'active';
create unique index signing_key_next_key on signing_key (algorithm) where state = 'next';

create function signing_key_notify() returns trigger language plpgsql as $$
begin
    perform pg_notify('gatehouse', 'signing_key:' || coalesce(new.kid, old.kid));
    return null;
end $$;

create trigger signing_key_changed after insert or update or delete on signing_key
    for each row execute function signing_key_notify();
