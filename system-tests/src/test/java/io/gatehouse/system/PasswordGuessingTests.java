package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A thousand guesses at one account, sent to a server process over HTTP, while its owner goes on signing in. */
final class PasswordGuessingTests {

    private static final int GUESSES = 1_000;
    private static final int WARM_UP = 200;
    private static final int GUESSES_BETWEEN_SIGN_INS = 100;
    private static final long TOLERATED_BYTES = 4L << 20;
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

    private static GatehouseServer server;
    private static Realm realm;

    @BeforeAll
    static void start() throws IOException {
        Path folder = Workspace.newFolder("gh-guessing-");
        realm = Realm.in(folder);
        server = GatehouseServer.builder("guessing")
                .with("GATEHOUSE_REALM_FILE", realm.file().toString())
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @Tag("attack-19")
    @Tag("attack-21")
    void attack21OwnerWhenAThousandWrongSignInsThenGetsInAndTheGuesserDoesNot() throws Exception {
        try (Visitor owner = new Visitor(server.issuer());
                Visitor guesser = new Visitor(server.issuer())) {
            signInAndOut(owner);
            Map<Integer, Integer> answers = new TreeMap<>();
            long before = 0;
            for (int i = 1; i <= GUESSES; i++) {
                answers.merge(signIn(guesser, "guess " + i).statusCode(), 1, Integer::sum);
                if (i == WARM_UP) {
                    before = liveBytes();
                }
                if (i % GUESSES_BETWEEN_SIGN_INS == 0) {
                    signInAndOut(owner);
                }
            }
            long after = liveBytes();

            assertThat(answers.keySet()).containsExactly(401, 429);
            assertThat(answers.get(401)).as("guesses that were compared").isLessThanOrEqualTo(10);
            assertThat(signIn(guesser, realm.password()).statusCode()).isEqualTo(429);
            assertThat(after - before).as("growth of live memory").isLessThan(TOLERATED_BYTES);
            System.out.printf("%s answers by status; live bytes %d before, %d after%n", answers, before, after);
        }
    }

    private static void signInAndOut(Visitor owner) throws Exception {
        assertThat(signIn(owner, realm.password()).statusCode()).isEqualTo(303);
        HttpResponse<String> page = owner.get("/account");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(owner.submit(page, "/sign-out", Map.of()).statusCode()).isEqualTo(303);
    }

    private static HttpResponse<String> signIn(Visitor visitor, String password) throws Exception {
        return visitor.submit(
                visitor.get("/sign-in"), "/sign-in", Map.of("email", realm.email(), "password", password));
    }

    /** What is left on the server's heap after a full collection. */
    private static long liveBytes() throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process = new ProcessBuilder(
                        jcmd.toString(), Long.toString(server.app().pid()), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        Matcher total = TOTAL.matcher(text);
        assertThat(total.find()).as(text).isTrue();
        return Long.parseLong(total.group(1));
    }
}
