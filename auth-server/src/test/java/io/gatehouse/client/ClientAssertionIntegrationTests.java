package io.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.gatehouse.database.TestDatabase;
import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.TestKeyring;
import io.gatehouse.outbound.TestOutbound;
import io.gatehouse.shared.MutableClock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

final class ClientAssertionIntegrationTests {

    private static final ECKey EC = ec("one");
    private static final RSAKey RSA = rsa();

    private final TestDatabase database = TestDatabase.fresh();
    private final Keyring keyring = TestKeyring.create();
    private final MutableClock clock = new MutableClock();
    private ClientFixture node;

    @BeforeEach
    void start() {
        node = new ClientFixture(database.dataSource(), keyring, clock, TestOutbound.client(List.of("127.0.0.0/8")));
        node.service.save(TestClients.keyed("svc", publicKeys(EC, RSA), null, null));
    }

    @AfterEach
    void end() {
        database.close();
    }

    @Test
    void assertionWhenRightThenAuthenticatedWithAndWithoutClientId() throws Exception {
        assertThat(send(sign(EC, good()))).isEqualTo(200);
        assertThat(send(sign(EC, good().audience("https://id.example/oauth2/token")), "svc"))
                .isEqualTo(200);
        assertThat(send(sign(EC, good()), "other")).isEqualTo(401);
        assertThat(send(sign(RSA, JWSAlgorithm.RS256, good()))).isEqualTo(200);
        assertThat(send(sign(RSA, JWSAlgorithm.PS256, good()))).isEqualTo(200);
    }

    @Test
    void assertionWhenEd25519ThenAuthenticated() throws Exception {
        OctetKeyPair key = new OctetKeyPairGenerator(Curve.Ed25519).keyID("ed").generate();
        node.service.save(TestClients.keyed("ed", publicKeys(key), null, "EdDSA"));
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.EdDSA).keyID("ed").build(),
                good().issuer("ed").subject("ed").build());
        jwt.sign(new Ed25519Signer(key));

        assertThat(send(jwt.serialize())).isEqualTo(200);
    }

    @Tag("attack-34")
    @Test
    void assertionWhenAnyClaimMissingOrWrongThenRefused() throws Exception {
        Instant now = clock.instant();
        List<UnaryOperator<JWTClaimsSet.Builder>> wrong = List.of(
                claims -> claims.issuer(null),
                claims -> claims.issuer("other"),
                claims -> claims.subject(null),
                claims -> claims.audience((String) null),
                claims -> claims.audience("https://id.example/"),
                claims -> claims.audience("https://id.example.evil.example"),
                claims -> claims.expirationTime(null),
                claims -> claims.expirationTime(Date.from(now)),
                claims -> claims.expirationTime(Date.from(now.minusSeconds(1))),
                claims -> claims.expirationTime(Date.from(now.plusSeconds(301))),
                claims -> claims.issueTime(Date.from(now.plusSeconds(31))),
                claims -> claims.notBeforeTime(Date.from(now.plusSeconds(31))),
                claims -> claims.jwtID(null),
                claims -> claims.jwtID(""),
                claims -> claims.jwtID("x".repeat(256)));

        for (UnaryOperator<JWTClaimsSet.Builder> change : wrong) {
            assertThat(send(sign(EC, change.apply(good())))).isEqualTo(401);
        }
        assertThat(send(sign(EC, good().expirationTime(Date.from(now.plusSeconds(300))))))
                .isEqualTo(200);
    }

    @Tag("attack-34")
    @Tag("attack-52")
    @Test
    void assertionWhenShownTwentyTimesOnTwoNodesThenOneWins() throws Exception {
        ClientFixture second = new ClientFixture(database.dataSource(), keyring, clock);
        String assertion = sign(EC, good());
        List<Callable<Integer>> attempts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ClientFixture target = i % 2 == 0 ? node : second;
            attempts.add(() -> send(target, assertion, null));
        }

        List<Integer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> answer : threads.invokeAll(attempts)) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).hasSize(20).containsOnlyOnce(200);
        assertThat(node.replays.remember("svc", "fresh", clock.instant())).isOne();
        assertThat(node.replays.remember("svc", "fresh", clock.instant())).isZero();
        assertThat(node.replays.remember("other", "fresh", clock.instant())).isOne();
    }

    @Test
    void purgeWhenExpiredThenRowsGo() throws Exception {
        send(sign(EC, good()));
        assertThat(node.replays.purge(clock.instant())).isZero();

        clock.advance(Duration.ofMinutes(6));

        assertThat(node.replays.purge(clock.instant())).isOne();
    }

    @Tag("attack-33")
    @Test
    void assertionWhenKeyOrAlgorithmForgedThenRefused() throws Exception {
        ECKey attacker = ec("one");
        assertThat(send(sign(attacker, good()))).isEqualTo(401);
        assertThat(send(new PlainJWT(good().build()).serialize())).isEqualTo(401);

        // the public key's text as an HMAC secret
        SignedJWT hmac = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), good().build());
        hmac.sign(new MACSigner(EC.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
        assertThat(send(hmac.serialize())).isEqualTo(401);

        assertThat(send(signed(attacker, header("one").jwk(attacker.toPublicJWK()))))
                .isEqualTo(401);
        assertThat(send(signed(attacker, header("one").jwkURL(URI.create("https://evil.example/jwks")))))
                .isEqualTo(401);
        assertThat(send(signed(attacker, header("one").x509CertURL(URI.create("https://evil.example/x")))))
                .isEqualTo(401);
        assertThat(send(signed(EC, header("../../one")))).isEqualTo(401);
        assertThat(send(signed(EC, header("one").type(new JOSEObjectType("at+jwt")))))
                .isEqualTo(401);
        assertThat(send(sign(RSA, JWSAlgorithm.RS512, good()))).isEqualTo(401);
        assertThat(send("x.y.z")).isEqualTo(401);
        assertThat(send("x".repeat(9000))).isEqualTo(401);
    }

    @Tag("attack-33")
    @Test
    void assertionWhenAlgorithmPinnedThenOthersRefused() throws Exception {
        node.service.save(TestClients.keyed("svc", publicKeys(EC, RSA), null, "PS256"));

        assertThat(send(sign(EC, good()))).isEqualTo(401);
        assertThat(send(sign(RSA, JWSAlgorithm.RS256, good()))).isEqualTo(401);
        assertThat(send(sign(RSA, JWSAlgorithm.PS256, good()))).isEqualTo(200);
    }

    @Test
    void assertionWhenClientUsesSecretsThenRefused() throws Exception {
        node.service.save(TestClients.web("web"));

        assertThat(send(sign(EC, good().issuer("web").subject("web")))).isEqualTo(401);
    }

    @Test
    void remoteKeysWhenRotatedThenRefetchedAtMostOnceAMinute() throws Exception {
        AtomicInteger fetches = new AtomicInteger();
        AtomicReference<String> keys = new AtomicReference<>(publicKeys(EC));
        HttpServer server = serve(fetches, keys);
        try {
            node.service.save(TestClients.keyed(
                    "remote", null, "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks", null));
            assertThat(sendRemote(EC)).isEqualTo(200);
            assertThat(sendRemote(EC)).isEqualTo(200);
            assertThat(fetches).hasValue(1);

            ECKey next = ec("two");
            keys.set(publicKeys(next));
            assertThat(sendRemote(next)).isEqualTo(401);
            assertThat(fetches).hasValue(1);
            clock.advance(Duration.ofSeconds(61));
            assertThat(sendRemote(next)).isEqualTo(200);
            assertThat(sendRemote(ec("three"))).isEqualTo(401);
            assertThat(fetches).hasValue(2);

            clock.advance(Duration.ofMinutes(10));
            assertThat(sendRemote(next)).isEqualTo(200);
            assertThat(fetches).hasValue(3);
        } finally {
            server.stop(0);
        }
    }

    @Tag("attack-31")
    @Test
    void remoteKeysWhenNetworkNotListedThenNeverAsked() throws Exception {
        AtomicInteger fetches = new AtomicInteger();
        HttpServer server = serve(fetches, new AtomicReference<>(publicKeys(EC)));
        try {
            node.service.save(TestClients.keyed(
                    "remote", null, "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks", null));
            node = new ClientFixture(database.dataSource(), keyring, clock);

            assertThat(sendRemote(EC)).isEqualTo(401);
            assertThat(fetches).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    private int sendRemote(ECKey key) throws Exception {
        return send(sign(key, good().issuer("remote").subject("remote")));
    }

    private static HttpServer serve(AtomicInteger fetches, AtomicReference<String> keys) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/jwks", exchange -> {
            fetches.incrementAndGet();
            byte[] body = keys.get().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/jwk-set+json");
            try (exchange) {
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        return server;
    }

    private int send(String assertion) throws Exception {
        return send(node, assertion, null);
    }

    private int send(String assertion, String clientId) throws Exception {
        return send(node, assertion, clientId);
    }

    private static int send(ClientFixture target, String assertion, @Nullable String clientId) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/oauth2/token");
        request.addParameter("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        request.addParameter("client_assertion", assertion);
        if (clientId != null) {
            request.addParameter("client_id", clientId);
        }
        MockHttpServletResponse response = new MockHttpServletResponse();
        target.filter().doFilter(request, response, new MockFilterChain());
        return response.getStatus();
    }

    private JWTClaimsSet.Builder good() {
        return new JWTClaimsSet.Builder()
                .issuer("svc")
                .subject("svc")
                .audience("https://id.example")
                .issueTime(Date.from(clock.instant()))
                .expirationTime(Date.from(clock.instant().plusSeconds(60)))
                .jwtID(UUID.randomUUID().toString());
    }

    private static JWSHeader.Builder header(String keyId) {
        return new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(keyId);
    }

    private String signed(ECKey key, JWSHeader.Builder header) throws JOSEException {
        return sign(new ECDSASigner(key), header.build(), good());
    }

    private static String sign(ECKey key, JWTClaimsSet.Builder claims) throws JOSEException {
        return sign(new ECDSASigner(key), header(key.getKeyID()).build(), claims);
    }

    private static String sign(RSAKey key, JWSAlgorithm algorithm, JWTClaimsSet.Builder claims) throws JOSEException {
        return sign(
                new RSASSASigner(key),
                new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(),
                claims);
    }

    private static String sign(JWSSigner signer, JWSHeader header, JWTClaimsSet.Builder claims) throws JOSEException {
        SignedJWT jwt = new SignedJWT(header, claims.build());
        jwt.sign(signer);
        return jwt.serialize();
    }

    private static String publicKeys(JWK... keys) {
        return new JWKSet(List.of(keys)).toString(true);
    }

    private static ECKey ec(String keyId) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(keyId).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey rsa() {
        try {
            return new RSAKeyGenerator(2048).keyID("rsa").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
