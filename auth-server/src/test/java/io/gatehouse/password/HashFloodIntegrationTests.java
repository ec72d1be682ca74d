package io.gatehouse.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One network sends far more passwords than can be hashed; everybody else hardly notices. */
final class HashFloodIntegrationTests {

    private static final int FLOODERS = 12;
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
            CountDownLatch full = new CountDownLatch(FLOODERS);
            AtomicBoolean over = new AtomicBoolean();
            List<Thread> flood = new ArrayList<>();
            for (int i = 0; i < FLOODERS; i++) {
                flood.add(Thread.startVirtualThread(() -> flood(server, refused, full, over)));
            }
            full.await();

            for (int i = 0; i < 5; i++) {
                // A password that waits longer than 5 s is refused, so that it is accepted says that it was quick
                // enough.
                assertThat(signIn(server, person.email(), person.password(), HOME)
                                .statusCode())
                        .as("sign-in %d", i)
                        .isEqualTo(303);
            }
            List<Duration> pages = new ArrayList<>();
            for (int i = 0; i < 21; i++) {
                long start = System.nanoTime();
                assertThat(new TestBrowser(server).get("/sign-in", HOME).statusCode())
                        .isEqualTo(200);
                pages.add(Duration.ofNanos(System.nanoTime() - start));
            }
            Collections.sort(pages);
            assertThat(pages.get(10)).as("median of %s", pages).isLessThan(Duration.ofSeconds(1));
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

    private static void flood(
            TestServer server, Queue<HttpResponse<String>> refused, CountDownLatch full, AtomicBoolean over) {
        TestBrowser browser = new TestBrowser(server);
        HttpResponse<String> page = browser.get("/sign-in", ATTACKER);
        while (!over.get()) {
            HttpResponse<String> response = browser.submit(
                    page, "/sign-in", Map.of("email", "nobody@example.com", "password", "a guess"), ATTACKER);
            if (response.statusCode() != 401) {
                refused.add(response);
                full.countDown();
            }
        }
    }

    private static HttpResponse<String> signIn(TestServer server, String email, String password, String... headers) {
        TestBrowser browser = new TestBrowser(server);
        HttpResponse<String> page = browser.get("/sign-in", headers);
        return browser.submit(page, "/sign-in", Map.of("email", email, "password", password), headers);
    }
}
