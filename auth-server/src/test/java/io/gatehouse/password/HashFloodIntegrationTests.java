package io.gatehouse.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One network sends far more passwords than can be hashed; everybody else hardly notices. */
final class HashFloodIntegrationTests {

    private static final int FLOODERS = 24;
    private static final String[] ATTACKER = {"X-Forwarded-For", "198.51.100.66"};
    private static final String[] HOME = {"X-Forwarded-For", "203.0.113.7"};

    @Test
    @Timeout(120)
    @Tag("attack-48")
    void attack48SignInWhenOneNetworkFloodsThenAnotherIsServedAndPagesStayFast() throws Exception {
        TestServer server = TestServer.start(
                "gatehouse.web.trusted-proxies=127.0.0.1/32",
                "gatehouse.password.hashes-at-once=1",
                "gatehouse.password.hashes-waiting=8",
                "gatehouse.throttle.attempts=100000",
                "gatehouse.throttle.attempts-per-account=100000",
                "gatehouse.throttle.attempts-per-network=100000",
                "gatehouse.throttle.attempts-global=100000");
        try {
            Person person = TestAccounts.active(server);
            Queue<HttpResponse<String>> refused = new ConcurrentLinkedQueue<>();
            AtomicBoolean over = new AtomicBoolean();
            List<Thread> flood = new ArrayList<>();
            for (int i = 0; i < FLOODERS; i++) {
                flood.add(Thread.startVirtualThread(() -> flood(server, refused, over)));
            }
            while (refused.size() < FLOODERS) {
                Thread.onSpinWait();
            }

            for (int i = 0; i < 5; i++) {
                long start = System.nanoTime();
                HttpResponse<String> signedIn = signIn(server, person.email(), person.password(), HOME);
                assertThat(signedIn.statusCode()).as("sign-in %d", i).isEqualTo(303);
                assertFast(start, Duration.ofSeconds(3));
            }
            for (int i = 0; i < 20; i++) {
                long start = System.nanoTime();
                assertThat(new TestBrowser(server)
                                .get("/.well-known/openid-configuration", HOME)
                                .statusCode())
                        .isEqualTo(200);
                assertThat(new TestBrowser(server).get("/sign-in", HOME).statusCode())
                        .isEqualTo(200);
                assertFast(start, Duration.ofSeconds(2));
            }
            over.set(true);
            for (Thread flooder : flood) {
                flooder.join();
            }
            assertThat(refused).allSatisfy(response -> {
                assertThat(response.statusCode()).isEqualTo(503);
                assertThat(response.headers().firstValue("Retry-After")).contains("5");
            });
            assertThat(signIn(server, person.email(), person.password(), ATTACKER)
                            .statusCode())
                    .as("after the flood")
                    .isEqualTo(303);
        } finally {
            server.stop();
            server.database().close();
        }
    }

    private static void flood(TestServer server, Queue<HttpResponse<String>> refused, AtomicBoolean over) {
        TestBrowser browser = new TestBrowser(server);
        HttpResponse<String> page = browser.get("/sign-in", ATTACKER);
        while (!over.get()) {
            HttpResponse<String> response = browser.submit(
                    page, "/sign-in", Map.of("email", "nobody@example.com", "password", "a guess"), ATTACKER);
            if (response.statusCode() != 401) {
                refused.add(response);
            }
        }
    }

    private static HttpResponse<String> signIn(TestServer server, String email, String password, String... headers) {
        TestBrowser browser = new TestBrowser(server);
        HttpResponse<String> page = browser.get("/sign-in", headers);
        return browser.submit(page, "/sign-in", Map.of("email", email, "password", password), headers);
    }

    private static void assertFast(long start, Duration most) {
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(most);
    }
}
