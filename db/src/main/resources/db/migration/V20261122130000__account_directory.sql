-- What administrators need of accounts: a version that every change moves, and an index for each order and kind of search.

alter table account add column version bigint not null default 1;

create function account_next_version() returns trigger language plpgsql as $$
begin
    new.version := old.version + 1;
    return new;
end $$;

create trigger account_versioned before update on account
    for each row when (old.* is distinct from new.*) execute function account_next_version();

-- The family name, or the last word of the full name where no family name is known.
create function account_last_word(profile jsonb) returns text language sql immutable parallel safe
    return lower(coalesce(nullif(profile->>'family_name', ''), regexp_replace(profile->>'name', '^.*\s', '')));

-- The collation serves both the order and the search for what something starts with, whatever the database's own is.
create index account_email_order_idx on account (email_key collate "C");
create index account_name_idx on account ((lower(profile->>'name')) collate "C");
create index account_last_word_idx on account ((account_last_word(profile)) collate "C");
create index account_created_at_idx on account (created_at, id);
create index account_status_created_at_idx on account (status, created_at, id);
