package io.gatehouse.notes.security;

import static io.gatehouse.notes.TestTokens.accessToken;
import static io.gatehouse.notes.TestTokens.claims;
import static io.gatehouse.notes.TestTokens.header;
import static io.gatehouse.notes.TestTokens.sign;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.ECKey;
import io.gatehouse.notes.NotesApiTest;
import io.gatehouse.notes.StubIssuer;
import io.gatehouse.notes.TestTokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The API started before its issuer, and without a secret for introspection. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class IssuerOutageTests {

    private static final int ISSUER_PORT = freePort();
    private static final MovableClock CLOCK = new MovableClock();

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        Path folder = Files.createTempDirectory("notes");
        registry.add("notes.port", () -> 0);
        registry.add("notes.data", folder::toString);
        registry.add("notes.issuer", () -> "http://localhost:" + ISSUER_PORT);
        registry.add("notes.resource", () -> TestTokens.RESOURCE);
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class MovableTime {

        @Bean
        @Primary
        Clock movableClock() {
            return CLOCK;
        }
    }

    @Test
    @Tag("attack-29")
    void requestsWhenIssuerComesAndGoesThenServedWheneverKeysAreKnown() {
        StubIssuer issuer = new StubIssuer(ISSUER_PORT);
        String token = accessToken(issuer, "ada");
        issuer.close();

        HttpResponse<String> down = get(token);
        assertThat(down.statusCode()).isEqualTo(503);
        assertThat(down.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(NotesApiTest.json(down)).containsEntry("code", "issuer_unavailable");
        assertThat(NotesApiTest.send(port, "/health", request -> {}).statusCode())
                .isEqualTo(200);

        try (StubIssuer again = new StubIssuer(ISSUER_PORT)) {
            token = accessToken(again, "ada");
            CLOCK.advance(Duration.ofSeconds(2));
            assertThat(get(token).statusCode()).isEqualTo(200);
            assertRotatedKeyIsFound(again);
            assertThat(again.introspections).hasValue(0);
            CLOCK.reset();
            token = accessToken(again, "ada");
        }
        assertThat(get(token).statusCode()).isEqualTo(200);
        // The keys outlive an outage for a while, but not for ever.
        CLOCK.advance(Duration.ofMinutes(61));
        assertThat(get(token).statusCode()).isEqualTo(503);
        CLOCK.reset();
    }

    private void assertRotatedKeyIsFound(StubIssuer issuer) {
        int before = issuer.keyRequests.get();
        ECKey unknown = StubIssuer.ecKey("unknown");
        assertThat(get(signed(issuer, unknown)).statusCode()).isEqualTo(401);
        assertThat(get(signed(issuer, unknown)).statusCode()).isEqualTo(401);
        assertThat(issuer.keyRequests.get() - before).isZero();

        ECKey next = issuer.publishNewKey("ec-2");
        CLOCK.advance(Duration.ofSeconds(11));
        assertThat(get(signed(issuer, next)).statusCode()).isEqualTo(200);
        assertThat(issuer.keyRequests.get() - before).isEqualTo(1);
    }

    private static String signed(StubIssuer issuer, ECKey key) {
        return sign(
                key,
                header(JWSAlgorithm.ES256, key).build(),
                claims(issuer, "ada").build());
    }

    private HttpResponse<String> get(String token) {
        return NotesApiTest.send(port, "/notes", request -> request.header("Authorization", "Bearer " + token));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class MovableClock extends Clock {

        private volatile Duration ahead = Duration.ZERO;

        void advance(Duration by) {
            ahead = ahead.plus(by);
        }

        void reset() {
            ahead = Duration.ZERO;
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
