#!/usr/bin/env bash
# Measures how long a large audit trail takes to seal, verify (in the database and offline) and export, with 256 MiB of heap:
#
#   bench/audit.sh [EVENTS]        (default 1000000; takes some minutes and about 2 GB of disk)
#
# Run it on a machine that does nothing else. It needs a JDK 25 in JAVA_HOME and Maven.
set -euo pipefail
cd "$(dirname "$0")/.."
mvn -q -pl db,auth-server test-compile dependency:build-classpath -Dmdep.includeScope=test \
  -Dmdep.outputFile=target/bench-classpath -Dspotless.check.skip=true
cd auth-server
exec "$JAVA_HOME/bin/java" -Xmx256m -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -Dlogging.level.root=warn -cp "target/test-classes:target/classes:$(cat target/bench-classpath)" \
  io.gatehouse.audit.AuditBenchmark "${1:-1000000}"
