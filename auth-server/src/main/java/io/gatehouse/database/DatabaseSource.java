package io.gatehouse.database;

import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The migrated database, wherever it runs; ends the embedded PostgreSQL when the server ends. */
final class DatabaseSource implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OLDEST_VERSION = 15;

    private final DatabaseAccess access;
    private final @Nullable EmbeddedPostgres embedded;

    private DatabaseSource(DatabaseAccess access, @Nullable EmbeddedPostgres embedded) {
        this.access = access;
        this.embedded = embedded;
    }

    static DatabaseSource open(DatabaseProperties properties, Path data) {
        if (properties.external()) {
            DatabaseAccess access = properties.access();
            requireReachable(access.url(), access.server());
            Migrations.run(access);
            return new DatabaseSource(access, null);
        }
        Path folder = data.resolve("postgres");
        EmbeddedPostgres postgres = EmbeddedPostgres.start(folder);
        try {
            DatabaseAccess access = EmbeddedRoles.prepare(postgres, folder);
            Migrations.run(access);
            return new DatabaseSource(access, postgres);
        } catch (RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    DatabaseAccess access() {
        return access;
    }

    @Override
    public void close() {
        if (embedded != null) {
            embedded.close();
        }
    }

    /** Gives a database that starts at the same time a few seconds; a wrong name or password is refused at once. */
    private static void requireReachable(String url, Login login) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (Connection connection = DriverManager.getConnection(url, login.user(), login.password())) {
                requireVersion(connection.getMetaData().getDatabaseMajorVersion());
                return;
            } catch (SQLException e) {
                if (!ConnectionLoss.in(e) || System.nanoTime() - deadline > 0) {
                    throw DatabaseRefusal.of(url, login.user(), e);
                }
                LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
            }
        }
    }

    private static void requireVersion(int version) {
        if (version < OLDEST_VERSION) {
            throw new GatehouseException(
                    ErrorCode.MISCONFIGURED,
                    "The database of gatehouse.db.url (GATEHOUSE_DB_URL) is PostgreSQL " + version + ": use "
                            + OLDEST_VERSION + " or newer.");
        }
    }
}
