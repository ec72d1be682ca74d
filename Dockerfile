# One file for the three applications: docker build --build-arg APP=auth-server|resource-server|demo-client .
FROM maven:3.9-eclipse-temurin-25 AS build
ARG APP=auth-server
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/m2 \
    mvn -q -Dmaven.repo.local=/m2 -Dmaven.test.skip=true -Dspotless.check.skip=true package -pl "$APP" -am \
    && java -Djarmode=tools -jar "$APP/target/gatehouse-$APP.jar" extract --layers --destination /layers \
    && mv "/layers/application/gatehouse-$APP.jar" /layers/application/app.jar

FROM eclipse-temurin:25-jre
RUN groupadd --system --gid 10001 gatehouse \
    && useradd --system --uid 10001 --gid 10001 --no-create-home --home-dir /data gatehouse \
    && install -d -o gatehouse -g gatehouse -m 0700 /data
COPY docker/healthcheck /usr/local/bin/healthcheck
WORKDIR /app
# What changes least comes first, so that an update moves little.
COPY --from=build /layers/dependencies/ ./
COPY --from=build /layers/snapshot-dependencies/ ./
COPY --from=build /layers/application/ ./
USER 10001:10001
VOLUME /data
ENV GATEHOUSE_DATA=/data NOTES_DATA=/data JAVA_OPTS="-XX:MaxRAMPercentage=60"
ENTRYPOINT ["sh", "-c", "exec java --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow $JAVA_OPTS -jar app.jar"]
