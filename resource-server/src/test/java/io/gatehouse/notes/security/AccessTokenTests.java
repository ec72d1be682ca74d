package io.gatehouse.notes.security;

import static io.gatehouse.notes.TestTokens.accessToken;
import static io.gatehouse.notes.TestTokens.claims;
import static io.gatehouse.notes.TestTokens.header;
import static io.gatehouse.notes.TestTokens.sign;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.gatehouse.notes.NotesApiTest;
import io.gatehouse.notes.StubIssuer;
import io.gatehouse.notes.TestTokens;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AccessTokenTests extends NotesApiTest {

    @Test
    void requestWhenTokenIsGoodThenAcceptedWithEveryAlgorithm() {
        JWTClaimsSet claims = claims(ISSUER, somebody()).build();
        assertThat(get(
                                "/notes",
                                sign(
                                        ISSUER.ecKey,
                                        header(JWSAlgorithm.ES256, ISSUER.ecKey).build(),
                                        claims))
                        .statusCode())
                .isEqualTo(200);
        for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256)) {
            String token = sign(ISSUER.rsaKey, header(algorithm, ISSUER.rsaKey).build(), claims);
            assertThat(get("/notes", token).statusCode()).isEqualTo(200);
        }
        JWSHeader longType = header(JWSAlgorithm.ES256, ISSUER.ecKey)
                .type(new JOSEObjectType("application/at+jwt"))
                .build();
        assertThat(get("/notes", sign(ISSUER.ecKey, longType, claims)).statusCode())
                .isEqualTo(200);
    }

    static Stream<Named<Consumer<JWTClaimsSet.Builder>>> spoiledClaims() {
        Instant now = Instant.now();
        return Stream.of(
                Named.of("other audience", c -> c.audience("https://other.example.test")),
                Named.of("audience with slash", c -> c.audience(TestTokens.RESOURCE + "/")),
                Named.of("no audience", c -> c.audience((String) null)),
                Named.of("other issuer", c -> c.issuer(ISSUER.url() + "/")),
                Named.of("no issuer", c -> c.issuer(null)),
                Named.of("expired", c -> c.expirationTime(Date.from(now.minusSeconds(11)))),
                Named.of("no expiry", c -> c.expirationTime(null)),
                Named.of("not yet valid", c -> c.notBeforeTime(Date.from(now.plusSeconds(60)))),
                Named.of("no subject", c -> c.subject(null)),
                Named.of("endless subject", c -> c.subject("s".repeat(256))),
                Named.of("no client", c -> c.claim("client_id", null)),
                Named.of("no issue time", c -> c.issueTime(null)),
                Named.of("no id", c -> c.jwtID(null)),
                Named.of("scope as list", c -> c.claim("scope", List.of("notes.read"))),
                Named.of("bound to a certificate", c -> c.claim("cnf", Map.of("x5t#S256", "abc"))),
                Named.of("malformed binding", c -> c.claim("cnf", "abc")));
    }

    @ParameterizedTest
    @MethodSource("spoiledClaims")
    @Tag("attack-33")
    void requestWhenClaimIsWrongThenInvalidToken(Consumer<JWTClaimsSet.Builder> spoil) {
        assertInvalidToken(get("/notes", accessToken(ISSUER, somebody(), spoil)));
    }

    @Test
    @Tag("attack-33")
    void requestWhenTypeIsNotAccessTokenThenInvalidToken() {
        JWTClaimsSet claims = claims(ISSUER, somebody()).build();
        for (String type : List.of("JWT", "dpop+jwt", "logout+jwt", "secevent+jwt")) {
            JWSHeader header = header(JWSAlgorithm.ES256, ISSUER.ecKey)
                    .type(new JOSEObjectType(type))
                    .build();
            assertInvalidToken(get("/notes", sign(ISSUER.ecKey, header, claims)));
        }
        JWSHeader untyped = header(JWSAlgorithm.ES256, ISSUER.ecKey).type(null).build();
        assertInvalidToken(get("/notes", sign(ISSUER.ecKey, untyped, claims)));
    }

    @Test
    @Tag("attack-33")
    void requestWhenTokenIsUnsignedThenInvalidToken() {
        JWTClaimsSet claims = claims(ISSUER, somebody()).build();
        assertInvalidToken(get("/notes", new PlainJWT(claims).serialize()));
        String signed = accessToken(ISSUER, somebody());
        assertInvalidToken(get("/notes", signed.substring(0, signed.lastIndexOf('.') + 1)));
        assertInvalidToken(get("/notes", signed.substring(0, signed.lastIndexOf('.') + 1) + "A".repeat(86)));
    }

    @Test
    @Tag("attack-33")
    void requestWhenPublicKeyIsUsedAsSharedSecretThenInvalidToken() throws JOSEException {
        JWTClaimsSet claims = claims(ISSUER, somebody()).build();
        JWSHeader header = header(JWSAlgorithm.HS256, ISSUER.rsaKey).build();
        byte[] encoded = ISSUER.rsaKey.toRSAPublicKey().getEncoded();
        byte[] json = ISSUER.rsaKey.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        for (byte[] secret : List.of(encoded, json)) {
            assertInvalidToken(get("/notes", sign(new MACSigner(secret), header, claims)));
        }
    }

    @Test
    @Tag("attack-33")
    void requestWhenHeaderBringsItsOwnKeyThenIgnoredAndInvalidToken() {
        ECKey own = StubIssuer.ecKey(ISSUER.ecKey.getKeyID());
        JWTClaimsSet claims = claims(ISSUER, somebody()).build();
        int keyRequests = ISSUER.keyRequests.get();
        JWSHeader embedded =
                header(JWSAlgorithm.ES256, own).jwk(own.toPublicJWK()).build();
        JWSHeader linked = header(JWSAlgorithm.ES256, own)
                .jwkURL(URI.create(ISSUER.url() + "/keys"))
                .x509CertURL(URI.create(ISSUER.url() + "/keys"))
                .build();
        JWSHeader traversal = header(JWSAlgorithm.ES256, own)
                .keyID("../../../dev/null' or '1'='1")
                .build();
        for (JWSHeader header : List.of(embedded, linked, traversal)) {
            assertInvalidToken(get("/notes", sign(own, header, claims)));
        }
        assertThat(ISSUER.keyRequests.get() - keyRequests).isLessThanOrEqualTo(1);
    }

    @Test
    @Tag("attack-33")
    void requestWhenAlgorithmIsNotOnTheListThenInvalidToken() {
        JWTClaimsSet claims = claims(ISSUER, somebody()).build();
        for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.RS512, JWSAlgorithm.PS384)) {
            assertInvalidToken(get(
                    "/notes",
                    sign(ISSUER.rsaKey, header(algorithm, ISSUER.rsaKey).build(), claims)));
        }
    }

    @Test
    @Tag("attack-29")
    void requestWhenTokenIsRevokedAtIssuerThenRefusedAtOnce() {
        String token = accessToken(ISSUER, somebody());
        assertThat(get("/notes", token).statusCode()).isEqualTo(200);
        ISSUER.revoked.add(token);
        assertInvalidToken(get("/notes", token));
    }

    @Test
    @Tag("attack-29")
    void requestWhenIntrospectionFailsThenUnavailableAndNeverAccepted() {
        ISSUER.introspectionBroken = true;
        try {
            HttpResponse<String> response = get("/notes", accessToken(ISSUER, somebody()));
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
        } finally {
            ISSUER.introspectionBroken = false;
        }
    }

    @Test
    void requestWhenTokenIsLocallyInvalidThenIssuerIsNotBothered() {
        int before = ISSUER.introspections.get();
        assertInvalidToken(get("/notes", accessToken(ISSUER, somebody(), c -> c.audience("elsewhere"))));
        assertThat(ISSUER.introspections.get()).isEqualTo(before);
    }

    @Test
    void requestWhenTokenIsInQueryThenRefused() {
        String token = accessToken(ISSUER, somebody());
        for (String query : List.of("access_token=" + token, "limit=2&access_token=" + token)) {
            HttpResponse<String> alone = send("/notes?" + query, request -> {});
            assertThat(alone.statusCode()).isEqualTo(400);
            assertThat(challenge(alone)).startsWith("Bearer error=\"invalid_request\"");
            assertThat(alone.body()).doesNotContain(token);
            assertThat(get("/notes?" + query, token).statusCode()).isEqualTo(400);
        }
    }

    @Test
    void requestWhenTwoTokensThenRefused() {
        String token = accessToken(ISSUER, somebody());
        HttpResponse<String> response = send(
                "/notes",
                request ->
                        request.header("Authorization", "Bearer " + token).header("Authorization", "Bearer " + token));
        assertThat(response.statusCode()).isEqualTo(400);
    }

    private static void assertInvalidToken(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(challenge(response))
                .startsWith("Bearer error=\"invalid_token\"")
                .contains("resource_metadata=\"" + TestTokens.RESOURCE + "/.well-known/oauth-protected-resource\"");
        assertThat(json(response)).containsEntry("code", "invalid_token").containsEntry("status", 401);
        assertThat(response.body()).doesNotContainIgnoringCase("exception");
    }
}
