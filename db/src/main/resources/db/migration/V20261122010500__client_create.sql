-- Registered clients (RFC 7591 metadata) and the scopes that exist.

create table client (
    id text constraint client_pkey primary key,
    name text not null,
    authentication_methods text[] not null,
    grant_types text[] not null,
    redirect_uris text[] not null default '{}',
    post_logout_redirect_uris text[] not null default '{}',
    scopes text[] not null default '{}',
    jwks jsonb,
    jwks_uri text,
    token_endpoint_auth_signing_alg text,
    require_pkce boolean not null default true,
    require_consent boolean not null default true,
    may_introspect boolean not null default false,
    access_token_alg text not null default 'ES256',
    id_token_alg text not null default 'RS256',
    access_token_seconds integer not null default 300,
    refresh_token_idle_seconds integer not null default 2592000,
    refresh_token_max_seconds integer not null default 7776000,
    client_uri text,
    logo_uri text,
    policy_uri text,
    tos_uri text,
    disabled boolean not null default false,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint client_jwks_check check (jwks is null or jwks_uri is null)
);

-- Several live secrets at a time allow a rotation with overlap.
create table client_secret (
    id uuid constraint client_secret_pkey primary key,
    client_id text not null constraint client_secret_client_id_fkey references client on delete cascade,
    -- 'keyed:' + base64 of the keyring's hash for generated secrets; '{argon2}…' or another slow hash for imported ones
    hash text not null,
    -- SHA-256 of an imported hash: recognises the row after its hash was replaced at first use
    imported bytea,
    -- part of the client's registration (a realm file), as opposed to added by rotation
    declared boolean not null default false,
    created_at timestamptz not null,
    expires_at timestamptz
);

create index client_secret_client_id_idx on client_secret (client_id);

create table client_scope (
    name text constraint client_scope_pkey primary key,
    -- the API that the scope belongs to: becomes the access token's audience (RFC 9068 section 3)
    resource text,
    title text not null,
    description text not null
);

create function client_notify() returns trigger language plpgsql as $$
begin
    perform pg_notify('gatehouse', 'client:' || coalesce(new.id, old.id));
    return null;
end $$;

create function client_secret_notify() returns trigger language plpgsql as $$
begin
    perform pg_notify('gatehouse', 'client:' || coalesce(new.client_id, old.client_id));
    return null;
end $$;

create function client_scope_notify() returns trigger language plpgsql as $$
begin
    perform pg_notify('gatehouse', 'client_scope:' || coalesce(new.name, old.name));
    return null;
end $$;

create trigger client_changed after insert or update or delete on client
    for each row execute function client_notify();
create trigger client_secret_changed after insert or update or delete on client_secret
    for each row execute function client_secret_notify();
create trigger client_scope_changed after insert or update or delete on client_scope
    for each row execute function client_scope_notify();

-- The scopes that OpenID Connect Core 5.4 and 11 define exist everywhere.
insert into client_scope (name, title, description) values
    ('openid', 'Know who you are', 'A number that stands for you, so that the application recognises you next time.'),
    ('profile', 'See your profile', 'Your name, picture, language and other details that you entered.'),
    ('email', 'See your e-mail address', 'Your address, and whether it was confirmed.'),
    ('phone', 'See your phone number', 'Your number, and whether it was confirmed.'),
    ('address', 'See your postal address', 'The address that you entered in your profile.'),
    ('offline_access', 'Stay connected', 'Keep its access while you are away, until you or an administrator end it.');
