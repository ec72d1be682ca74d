#!/usr/bin/env bash
# Fills the database of a running server with people, roles and groups, and measures search and effective authorities:
#
#   GATEHOUSE_DATA=/tmp/gatehouse-bench bench/people.sh [PEOPLE]        (default 1000000)
#
# GATEHOUSE_DATA is the folder of that server, whose embedded PostgreSQL is taken; for another database set BENCH_DATABASE to
# what psql takes as its address. It needs psql. Filling is done once; run it again to measure only.
set -euo pipefail
cd "$(dirname "$0")/.."
people=${1:-1000000}
case $people in '' | *[!0-9]*) echo "bench/people.sh: '$people' is no number of people" >&2; exit 2 ;; esac
if [ -z "${BENCH_DATABASE:-}" ]; then
  folder=${GATEHOUSE_DATA:?names the data folder of a running server}/postgres
  pid_file=$(ls "$folder"/cluster-*/postmaster.pid 2>/dev/null | head -n 1)
  [ -n "$pid_file" ] || { echo "bench/people.sh: no server runs with the data in $GATEHOUSE_DATA" >&2; exit 1; }
  PGPASSWORD=$(cat "$folder/superuser-password")
  export PGPASSWORD
  BENCH_DATABASE="host=127.0.0.1 port=$(sed -n 4p "$pid_file") user=gatehouse_owner dbname=gatehouse"
fi
exec psql -X -q -A -t -v people="$people" -f bench/people.sql "$BENCH_DATABASE"
