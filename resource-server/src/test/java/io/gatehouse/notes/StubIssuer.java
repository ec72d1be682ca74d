package io.gatehouse.notes;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The smallest authorization server that the API can trust: discovery, keys, introspection. */
public final class StubIssuer implements AutoCloseable {

    public static final String CLIENT_ID = "notes-api";
    public static final String CLIENT_SECRET = "a+secret/with:signs";

    public final ECKey ecKey = ecKey("ec-1");
    public final RSAKey rsaKey = rsaKey("rsa-1");
    public final Set<String> revoked = ConcurrentHashMap.newKeySet();
    public final AtomicInteger keyRequests = new AtomicInteger();
    public final AtomicInteger introspections = new AtomicInteger();
    public volatile boolean introspectionBroken;

    private final List<JWK> published = new CopyOnWriteArrayList<>(List.of(ecKey, rsaKey));
    private final HttpServer server;

    public StubIssuer(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(
                "/.well-known/openid-configuration", exchange -> answer(exchange, 200, """
                {"issuer": "%1$s", "jwks_uri": "%1$s/keys", "introspection_endpoint": "%1$s/introspect"}
                """.formatted(url())));
        server.createContext("/keys", exchange -> {
            keyRequests.incrementAndGet();
            answer(exchange, 200, new JWKSet(published).toPublicJWKSet().toString());
        });
        server.createContext("/introspect", this::introspect);
        server.start();
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    public ECKey publishNewKey(String id) {
        ECKey key = ecKey(id);
        published.add(key);
        return key;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void introspect(HttpExchange exchange) throws IOException {
        introspections.incrementAndGet();
        String credentials = "notes-api:a%2Bsecret%2Fwith%3Asigns";
        String expected =
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.US_ASCII));
        if (introspectionBroken) {
            answer(exchange, 500, "broken");
        } else if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{\"error\":\"invalid_client\"}");
        } else {
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String token =
                    URLDecoder.decode(form.replaceFirst("^token=", "").replaceFirst("&.*", ""), StandardCharsets.UTF_8);
            answer(exchange, 200, "{\"active\": " + !revoked.contains(token) + "}");
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    public static ECKey ecKey(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(id)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyUse(KeyUse.SIGNATURE)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey rsaKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).keyUse(KeyUse.SIGNATURE).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
