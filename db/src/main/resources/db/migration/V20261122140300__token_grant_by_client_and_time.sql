-- The latest grants of an application, to say which of its scopes nobody asks for.
create index oauth_grant_client_id_created_at_idx on oauth_grant (client_id, created_at);
drop index oauth_grant_client_id_idx;
