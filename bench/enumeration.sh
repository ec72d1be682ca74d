#!/usr/bin/env bash
# Measures whether the time of an answer tells known from unknown addresses, on a server of its own that it starts, with limits
# out of the way, and ends:
#
#   bench/enumeration.sh [SAMPLES]        (default 1000, which takes about ten minutes)
#
# Run it on a machine that does nothing else. It needs python3; GATEHOUSE_PORT names another port than 9400.
set -euo pipefail
cd "$(dirname "$0")/.."
samples=${1:-1000}
case $samples in '' | *[!0-9]*) echo "bench/enumeration.sh: '$samples' is no number of samples" >&2; exit 2 ;; esac

GATEHOUSE_DATA=$(mktemp -d)
export GATEHOUSE_DATA
export GATEHOUSE_PORT=${GATEHOUSE_PORT:-9400} GATEHOUSE_DEMO=true GATEHOUSE_REALM_FILE=$PWD/bench/enumeration.yaml
export GATEHOUSE_THROTTLE_ATTEMPTS=100000 GATEHOUSE_THROTTLE_ATTEMPTS_PER_ACCOUNT=100000
export GATEHOUSE_THROTTLE_ATTEMPTS_PER_NETWORK=100000 GATEHOUSE_THROTTLE_ATTEMPTS_GLOBAL=1000000
export GATEHOUSE_THROTTLE_REQUESTS_PER_NETWORK=100000

log=$GATEHOUSE_DATA/serve.log
./gatehouse serve >"$log" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; rm -rf "$GATEHOUSE_DATA"' EXIT
until python3 -c 'import sys, urllib.request
urllib.request.urlopen(f"http://localhost:{sys.argv[1]}/.well-known/openid-configuration", timeout=5)' "$GATEHOUSE_PORT" 2>/dev/null; do
  kill -0 "$server" 2>/dev/null || { tail -n 20 "$log" >&2; exit 1; }
  sleep 1
done
python3 bench/enumeration.py "$GATEHOUSE_PORT" "$samples"
