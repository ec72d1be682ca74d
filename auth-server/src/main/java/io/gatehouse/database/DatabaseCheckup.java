package io.gatehouse.database;

import io.gatehouse.shared.Checkup;
import io.gatehouse.shared.Finding;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Version, durability, clock and schema of the database. */
final class DatabaseCheckup implements Checkup {

    private static final String SUBJECT = "database";
    private static final int OLDEST_MAJOR = 15;
    private static final Duration TOLERATED_DRIFT = Duration.ofSeconds(2);

    private final DatabaseAccess access;
    private final Clock clock;

    DatabaseCheckup(DatabaseSource source, Clock clock) {
        this.access = source.access();
        this.clock = clock;
    }

    @Override
    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        Login login = access.server();
        try (Connection connection = DriverManager.getConnection(access.url(), login.user(), login.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select current_setting('server_version_num')::int / 10000, current_setting('fsync'),
                               current_setting('synchronous_commit'), current_setting('full_page_writes'),
                               clock_timestamp(), pg_is_in_recovery()
                        """)) {
            row.next();
            findings.add(version(row.getInt(1)));
            findings.add(durability(row.getString(2), row.getString(3), row.getString(4)));
            findings.add(drift(row.getObject(5, OffsetDateTime.class).toInstant()));
            if (row.getBoolean(6)) {
                findings.add(Finding.failure(
                        SUBJECT, "It is a read-only standby.", "Point GATEHOUSE_DB_URL at the primary."));
            }
        } catch (SQLException e) {
            return List.of(Finding.failure(
                    SUBJECT,
                    "It can't be asked: " + e.getMessage(),
                    "Check GATEHOUSE_DB_URL and that PostgreSQL runs."));
        }
        findings.add(schema());
        return findings;
    }

    private static Finding version(int major) {
        return major >= OLDEST_MAJOR
                ? Finding.ok(SUBJECT, "PostgreSQL " + major + ".")
                : Finding.failure(SUBJECT, "PostgreSQL " + major + ".", "Upgrade to " + OLDEST_MAJOR + " or newer.");
    }

    /** What was answered must be on disk: a refresh token that a crash forgets locks its client out. */
    private static Finding durability(String fsync, String commit, String pages) {
        String seen = "fsync " + fsync + ", synchronous_commit " + commit + ", full_page_writes " + pages + ".";
        return fsync.equals("on") && !commit.equals("off") && pages.equals("on")
                ? Finding.ok("durability", seen)
                : Finding.failure(
                        "durability", seen, "Turn all three on, or a crash loses what people were told is done.");
    }

    private Finding drift(Instant database) {
        Duration drift = Duration.between(clock.instant(), database).abs();
        String seen = "Server and database differ by " + drift.toMillis() + " ms.";
        return drift.compareTo(TOLERATED_DRIFT) <= 0
                ? Finding.ok("clock", seen)
                : Finding.failure("clock", seen, "Let NTP set the clocks of both machines.");
    }

    private Finding schema() {
        return SchemaCheck.nothingDue(access)
                ? Finding.ok("schema", "Up to date.")
                : Finding.warning(
                        "schema",
                        "Something is to be migrated, or the server's role has other rights than it needs.",
                        "Start the server once with the migrating role; see the guide run-in-production.");
    }
}
