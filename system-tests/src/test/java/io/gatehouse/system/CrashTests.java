package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server or its database dies at a random moment while people register and apps refresh. */
class CrashTests {

    /** How many registrations, and as many refreshes, one run makes. */
    private static final int OPERATIONS = Integer.getInteger("gatehouse.crash.operations", 1_000);

    private static final Duration RECOVERY = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    @Test
    void serverWhenKilledThenStartsByItselfAndNothingAnsweredIsLost() throws Exception {
        Realm realm = Realm.in(folder);
        try (GatehouseServer server = start("crash-server", realm);
                CrashLoad load = new CrashLoad(server.issuer(), realm, OPERATIONS)) {
            load.start();
            awaitMiddle(load);
            server.app().kill();
            long killed = System.nanoTime();
            server.startAgain();
            assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(RECOVERY);
            load.finish();
            assertThat(load.interrupted()).as("requests without an answer").isPositive();
            assertNothingLost(server, load);
        }
    }

    @Test
    void postgresWhenKilledThenServerRecoversByItselfAndNothingAnsweredIsLost() throws Exception {
        Realm realm = Realm.in(folder);
        try (GatehouseServer server = start("crash-postgres", realm);
                CrashLoad load = new CrashLoad(server.issuer(), realm, OPERATIONS)) {
            EmbeddedDatabase database = new EmbeddedDatabase(server.data());
            ProcessHandle first = database.postmaster();
            load.start();
            awaitMiddle(load);
            first.destroyForcibly();
            load.finish();
            assertThat(database.postmaster().pid()).isNotEqualTo(first.pid());
            assertNothingLost(server, load);
            assertNoStackTrace(server);
        }
    }

    @Test
    void postgresWhenSilentThenRefreshAnswers503AndWorksAfterwards() throws Exception {
        Realm realm = Realm.in(folder);
        try (GatehouseServer server = start("silent-postgres", realm);
                Visitor visitor = new Visitor(server.issuer())) {
            String code = realm.app().code(visitor, realm.email(), realm.password(), Realm.SCOPE);
            String token = Json.text(realm.app().redeem(visitor, code), "refresh_token");
            EmbeddedDatabase database = new EmbeddedDatabase(server.data());
            database.signal("STOP");
            HttpResponse<String> away;
            try {
                away = realm.app().refresh(visitor, token);
            } finally {
                database.signal("CONT");
            }
            assertThat(away.statusCode()).isEqualTo(503);
            assertThat(away.headers().firstValue("Retry-After")).isPresent();
            assertThat(Json.text(away, "error")).isEqualTo("temporarily_unavailable");
            Awaitility.await("a refresh that works")
                    .atMost(RECOVERY)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> realm.app().refresh(visitor, token).statusCode() == 200);
            assertNoStackTrace(server);
        }
    }

    /** The grace is longer than by default, since a busy machine may need more than a minute for a start. */
    private GatehouseServer start(String name, Realm realm) {
        return GatehouseServer.builder(name + "-" + ProcessHandle.current().pid())
                .data(folder.resolve("data"))
                .with("GATEHOUSE_REALM_FILE", realm.file().toString())
                .with("GATEHOUSE_TOKEN_REFRESH_GRACE", "10m")
                .start();
    }

    /** An operator who knows that the database is away needs no stack trace for each request that met it. */
    private static void assertNoStackTrace(GatehouseServer server) {
        assertThat(server.app().log().lines().filter(line -> line.startsWith("\tat ")))
                .isEmpty();
    }

    private static void awaitMiddle(CrashLoad load) {
        int moment = ThreadLocalRandom.current().nextInt(OPERATIONS / 4, OPERATIONS * 3 / 4);
        Awaitility.await("%d registrations".formatted(moment))
                .atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(ThreadLocalRandom.current().nextInt(5, 25)))
                .until(() -> load.registered().size() >= moment);
    }

    /** Every answer with success is there once, whole, with its mail; whatever was not answered is whole, too, or not there. */
    private static void assertNothingLost(GatehouseServer server, CrashLoad load) throws SQLException, IOException {
        EmbeddedDatabase database = new EmbeddedDatabase(server.data());
        assertThat(load.problems()).isEmpty();
        assertThat(load.registered()).hasSize(OPERATIONS);
        assertThat(load.refreshes()).isEqualTo(OPERATIONS);
        assertThat(database.query("select email from account where status = 'pending'"))
                .containsExactlyInAnyOrderElementsOf(load.registered());
        assertThat(database.count("""
                        select count(*) from account a
                        join password_credential p on p.account_id = a.id
                        join registration_activation r on r.account_id = a.id
                        where a.status = 'pending'
                        """)).isEqualTo(OPERATIONS);
        assertThat(database.count("select count(*) from notification_message where kind = 'activate-account'"))
                .as("mails, one for each registration")
                .isEqualTo(OPERATIONS);
        assertThat(load.presentAgain())
                .as("answers to the last refresh token of each app")
                .containsOnly(200);
        assertThat(database.query("""
                        select count(*) from oauth_refresh_token where used_at is null group by grant_id
                        """))
                .as("live refresh tokens of each grant")
                .hasSize(CrashLoad.THREADS)
                .containsOnly("1");
        assertThat(database.count("select count(*) from oauth_grant where revoked_at is not null"))
                .isZero();
    }
}
