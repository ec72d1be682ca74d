package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two server processes on one database, with one keyring and one issuer: to people and to attackers they are one server. */
final class TwoProcessesTests {

    private static GatehouseServer first;
    private static final int SECOND_PORT = FreePorts.next();
    private static RunningApp second;
    private static Realm realm;

    @BeforeAll
    static void start() throws IOException {
        Path folder = Workspace.newFolder("gh-two-");
        realm = Realm.in(folder);
        first = GatehouseServer.builder("two-processes-first")
                .data(folder.resolve("first"))
                .with("GATEHOUSE_REALM_FILE", realm.file().toString())
                .start();
        Path postgres = folder.resolve("first/postgres");
        second = GatehouseServer.builder("two-processes-second")
                .data(folder.resolve("second"))
                .port(SECOND_PORT)
                .with(Map.of(
                        "GATEHOUSE_ISSUER", first.issuer(),
                        "GATEHOUSE_KEYRING_FILE",
                                folder.resolve("first/keyring.json").toString(),
                        "GATEHOUSE_DB_URL", new EmbeddedDatabase(folder.resolve("first")).url(),
                        "GATEHOUSE_DB_USER", "gatehouse",
                        "GATEHOUSE_DB_PASSWORD_FILE",
                                postgres.resolve("server-password").toString(),
                        "GATEHOUSE_DB_MIGRATION_USER", "gatehouse_owner",
                        "GATEHOUSE_DB_MIGRATION_PASSWORD_FILE",
                                postgres.resolve("superuser-password").toString()))
                .startUnchecked()
                .awaitOk(URI.create(onSecond("/.well-known/openid-configuration")));
        assertThat(Files.exists(folder.resolve("second/postgres"))).isFalse();
    }

    @AfterAll
    static void stop() {
        second.close();
        first.close();
    }

    @ParameterizedTest(name = "in on {0}, out on {1}")
    @CsvSource({"first, first", "first, second", "second, first", "second, second"})
    void personWhenSigningOutOnEitherThenSignedOutOnBoth(String in, String out) throws Exception {
        try (Visitor visitor = new Visitor(first.issuer())) {
            assertThat(signIn(visitor, node(in), realm.password()).statusCode()).isEqualTo(303);
            assertThat(visitor.get("/account/sessions").statusCode()).isEqualTo(200);
            assertThat(visitor.get(onSecond("/account/sessions")).statusCode()).isEqualTo(200);

            HttpResponse<String> page = visitor.get(node(in) + "/account");
            assertThat(visitor.submit(page, node(out) + "/sign-out", Map.of()).statusCode())
                    .isEqualTo(303);

            assertThat(visitor.get("/account").statusCode()).isEqualTo(303);
            assertThat(visitor.get(onSecond("/account")).statusCode()).isEqualTo(303);
        }
    }

    @Test
    void guesserWhenGoingFromOneToTheOtherThenThrottledByBothTogether() throws Exception {
        try (Visitor guesser = new Visitor(first.issuer())) {
            for (int i = 0; i < 5; i++) {
                String node = i % 2 == 0 ? "" : onSecond("");
                assertThat(signIn(guesser, node, "guess " + i).statusCode()).isEqualTo(401);
            }
            assertThat(signIn(guesser, "", realm.password()).statusCode()).isEqualTo(429);
            assertThat(signIn(guesser, onSecond(""), realm.password()).statusCode())
                    .isEqualTo(429);
        }
    }

    private static HttpResponse<String> signIn(Visitor visitor, String node, String password) throws Exception {
        return visitor.submit(
                visitor.get(node + "/sign-in"),
                node + "/sign-in",
                Map.of("email", realm.email(), "password", password));
    }

    private static String node(String name) {
        return name.equals("second") ? onSecond("") : "";
    }

    private static String onSecond(String path) {
        return "http://localhost:" + SECOND_PORT + path;
    }
}
