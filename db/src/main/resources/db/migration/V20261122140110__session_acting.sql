-- A session in which an administrator acts as somebody else names the administrator, and so does all that is granted in it.
-- No foreign key: who it was stays known when the account is gone.

alter table session_sso add column acting_admin uuid
    constraint session_sso_acting_admin_check check (acting_admin <> account_id);

alter table oauth_grant add column acting_admin uuid
    constraint oauth_grant_acting_admin_check check (acting_admin is null or not offline);

create index session_sso_acting_admin_idx on session_sso (acting_admin) where acting_admin is not null;
