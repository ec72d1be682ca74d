#!/usr/bin/env bash
# Runs once, on an empty volume: the database and its two roles. gatehouse_owner migrates the schema and grants what
# gatehouse_server needs; that one is what the server runs as: it reads and writes rows and can't change the schema.
set -euo pipefail

owner_password=$(cat /run/secrets/db-owner.password)
server_password=$(cat /run/secrets/db-server.password)

psql --username "$POSTGRES_USER" --dbname postgres -v ON_ERROR_STOP=1 \
  -v owner_password="$owner_password" -v server_password="$server_password" <<'SQL'
create role gatehouse_owner login password :'owner_password';
create role gatehouse_server login password :'server_password';
create database gatehouse owner gatehouse_owner;
revoke all on database gatehouse from public;
grant connect on database gatehouse to gatehouse_server;
SQL

psql --username "$POSTGRES_USER" --dbname gatehouse -v ON_ERROR_STOP=1 <<'SQL'
alter schema public owner to gatehouse_owner;
revoke all on schema public from public;
SQL
