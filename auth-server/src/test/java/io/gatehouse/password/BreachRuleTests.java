package io.gatehouse.password;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.gatehouse.outbound.OutboundClient;
import io.gatehouse.outbound.TestOutbound;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Leaked passwords, as told by a service that may also lie, fail or sleep. */
final class BreachRuleTests {

    /** SHA-1 of the word "password". */
    private static final String DIGEST = "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8";

    private static final PasswordPolicy POLICY = TestPolicies.defaults().everybody();

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final OutboundClient outbound = TestOutbound.client(List.of("127.0.0.0/8"));

    private HttpServer service;
    private int status = 200;
    private String type = "text/plain";
    private String answer = "";
    private boolean asleep;

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        service.createContext("/range/", this::answer);
        service.start();
    }

    @AfterEach
    void stop() throws IOException {
        over.countDown();
        service.stop(0);
        outbound.close();
    }

    @Test
    void breachWhenListedThenRefusedAndOnlyFiveDigitsLeaveTheServer() {
        answer = "0018A45C4D1DEF81644B54AB7F969B88D65:1\r\n" + DIGEST.substring(5) + ":9659365\r\n";

        assertThat(refused(true, 1)).isTrue();
        assertThat(requests).containsExactly("/range/5BAA6 padding=true");
        assertThat(refused(true, 10_000_000))
                .as("seen less often than the threshold")
                .isFalse();
    }

    @Test
    void breachWhenOnlyPaddingThenFine() {
        answer = DIGEST.substring(5) + ":0\r\n";

        assertThat(refused(true, 1)).isFalse();
    }

    @Test
    void breachWhenTurnedOffThenNobodyIsAsked() {
        answer = DIGEST.substring(5) + ":5";

        assertThat(refused(false, 1)).isFalse();
        assertThat(requests).isEmpty();
    }

    @Test
    @Timeout(20)
    void breachWhenServiceFailsInAnyWayThenFine() {
        answer = DIGEST.substring(5) + ":many";
        assertThat(refused(true, 1)).isFalse();
        answer = DIGEST.substring(5) + ":5";
        status = 503;
        assertThat(refused(true, 1)).isFalse();
        status = 200;
        type = "text/html";
        assertThat(refused(true, 1)).isFalse();
        type = "text/plain";
        asleep = true;
        assertThat(refused(true, 1)).isFalse();
        service.stop(0);
        assertThat(refused(true, 1)).isFalse();
    }

    private boolean refused(boolean enabled, int threshold) {
        URI url = URI.create("http://127.0.0.1:" + service.getAddress().getPort() + "/range/");
        BreachRule rule =
                new BreachRule(outbound, new BreachProperties(enabled, url, Duration.ofSeconds(1), threshold));
        PasswordCandidate candidate = PasswordCandidate.of("password", PasswordPerson.newcomer("", ""));
        return rule.refusal(candidate, POLICY).isPresent();
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestURI() + " padding="
                + exchange.getRequestHeaders().getFirst("Add-Padding"));
        if (asleep) {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
