package io.gatehouse.database;

import java.nio.file.Path;

/** A server process that dies without ending its PostgreSQL, as after {@code kill -9}. */
final class AbandonedServer {

    private AbandonedServer() {}

    public static void main(String[] args) {
        EmbeddedPostgres.start(Path.of(args[0]), Path.of(args[1]), 20);
        Runtime.getRuntime().halt(9);
    }
}
