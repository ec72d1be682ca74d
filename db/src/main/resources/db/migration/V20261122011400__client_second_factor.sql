-- Whether people must show a second factor to sign in to the client.
alter table client add column second_factor boolean not null default false;
