alter table client add column version bigint not null default 1;

create function client_next_version() returns trigger language plpgsql as $$
begin
    new.version := old.version + 1;
    return new;
end $$;

create trigger client_versioned before update on client
    for each row when (old.* is distinct from new.*) execute function client_next_version();
