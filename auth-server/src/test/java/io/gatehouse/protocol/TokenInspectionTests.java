package io.gatehouse.protocol;

import static io.gatehouse.protocol.OAuthFlow.assertRefused;
import static io.gatehouse.protocol.OAuthFlow.json;
import static io.gatehouse.protocol.OAuthFlow.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestClients;
import io.gatehouse.TestClients.App;
import io.gatehouse.TestServer;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Introspection (RFC 7662), revocation (RFC 7009) and userinfo (OpenID Connect Core 5.3). */
final class TokenInspectionTests {

    private final TestServer server = TestServer.shared();
    private final App app = TestClients.web(server);
    private final Person person = TestAccounts.active(server);
    private final OAuthFlow flow = new OAuthFlow(server, app);

    @Test
    void introspectWhenOwnTokenOrResourceServerThenClaimsElseInactive() {
        JsonNode tokens = flow.tokens(person, Map.of());
        JsonNode own = json(flow.introspect(text(tokens, "access_token"), app));
        assertThat(own.get("active").asBoolean()).isTrue();
        assertThat(text(own, "client_id")).isEqualTo(app.id());
        assertThat(text(own, "sub")).isEqualTo(person.id().toString());
        assertThat(own.get("exp").isIntegralNumber()).isTrue();

        App resourceServer = TestClients.resourceServer(server);
        assertThat(json(flow.introspect(text(tokens, "access_token"), resourceServer))
                        .get("active")
                        .asBoolean())
                .isTrue();
        App stranger = TestClients.web(server);
        JsonNode nothing = json(flow.introspect(text(tokens, "access_token"), stranger));
        assertThat(nothing.toString()).isEqualTo("{\"active\":false}");
        assertThat(json(flow.introspect(text(tokens, "refresh_token"), stranger))
                        .toString())
                .isEqualTo("{\"active\":false}");
    }

    @Test
    void introspectWhenTokenIsRefreshTokenThenActiveUntilUsed() {
        JsonNode tokens = flow.tokens(person, Map.of());
        assertThat(flow.active(text(tokens, "refresh_token"))).isTrue();
        flow.refresh(text(tokens, "refresh_token"));
        assertThat(flow.active(text(tokens, "refresh_token"))).isFalse();
    }

    @Test
    void introspectWhenCallerIsPublicOrUnknownOrTokenMissingThenRefused() {
        App publicApp = TestClients.publicApp(server);
        assertRefused(
                flow.browser.post("/oauth2/introspect", Map.of("token", "x", "client_id", publicApp.id())),
                401,
                "invalid_client");
        assertRefused(flow.browser.post("/oauth2/introspect", Map.of("token", "x")), 401, "invalid_client");
        assertRefused(
                flow.browser.post("/oauth2/introspect", Map.of(), "Authorization", app.basic()),
                400,
                "invalid_request");
    }

    @Test
    void introspectWhenExpiredOrNoTokenAtAllThenInactive() {
        JsonNode tokens = flow.tokens(person, Map.of());
        server.clock().advance(Duration.ofMinutes(5).plusSeconds(1));
        assertThat(flow.active(text(tokens, "access_token"))).isFalse();
        assertThat(flow.active("garbage")).isFalse();
        assertThat(flow.active("a.b.c")).isFalse();
        assertThat(flow.active(text(tokens, "id_token"))).isFalse();
    }

    @Test
    @Tag("attack-33")
    void attack33_tokenWhenForgedInAnyKnownWayThenInactiveAndUserinfoRefuses() throws Exception {
        String token = text(flow.tokens(person, Map.of()), "access_token");
        SignedJWT genuine = SignedJWT.parse(token);
        ECKey foreign = new ECKeyGenerator(Curve.P_256)
                .keyID(genuine.getHeader().getKeyID())
                .generate();

        String none = new PlainJWT(genuine.getJWTClaimsSet()).serialize();
        String foreignKey =
                signed(new JWSHeader.Builder(genuine.getHeader()).build(), genuine, new ECDSASigner(foreign));
        String embeddedKey = signed(
                new JWSHeader.Builder(genuine.getHeader())
                        .jwk(foreign.toPublicJWK())
                        .build(),
                genuine,
                new ECDSASigner(foreign));
        String remoteKey = signed(
                new JWSHeader.Builder(genuine.getHeader())
                        .jwkURL(URI.create("http://127.0.0.1:1/keys"))
                        .build(),
                genuine,
                new ECDSASigner(foreign));
        byte[] publicKey = server.bean(io.gatehouse.signingkey.SigningKeyService.class)
                .publicKeysJson()
                .getBytes(StandardCharsets.UTF_8);
        String confused = signed(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(genuine.getHeader().getType())
                        .keyID(genuine.getHeader().getKeyID())
                        .build(),
                genuine,
                new MACSigner(publicKey));
        String tampered = token.substring(0, token.length() - 6) + "AAAAAA";

        for (String forged : new String[] {none, foreignKey, embeddedKey, remoteKey, confused, tampered}) {
            assertThat(flow.active(forged)).as(forged).isFalse();
            assertThat(userInfo(forged).statusCode()).isEqualTo(401);
        }
        assertThat(flow.active(token)).isTrue();
    }

    private static String signed(JWSHeader header, SignedJWT genuine, JWSSigner signer)
            throws JOSEException, ParseException {
        SignedJWT forged = new SignedJWT(header, genuine.getJWTClaimsSet());
        forged.sign(signer);
        return forged.serialize();
    }

    @Test
    void revokeWhenAccessOrRefreshTokenThenTheWholeGrantDies() {
        JsonNode first = flow.tokens(person, Map.of());
        assertThat(flow.revoke(text(first, "access_token")).statusCode()).isEqualTo(200);
        assertThat(flow.active(text(first, "access_token"))).isFalse();
        assertRefused(flow.refresh(text(first, "refresh_token")), 400, "invalid_grant");

        JsonNode second = new OAuthFlow(server, app).tokens(person, Map.of());
        assertThat(flow.revoke(text(second, "refresh_token")).statusCode()).isEqualTo(200);
        assertThat(flow.active(text(second, "access_token"))).isFalse();
        assertThat(flow.revoke(text(second, "refresh_token")).statusCode()).isEqualTo(200);
    }

    @Test
    void revokeWhenClientCredentialsTokenThenInactive() {
        String token = text(json(flow.token(Map.of("grant_type", "client_credentials"))), "access_token");
        assertThat(flow.active(token)).isTrue();
        flow.revoke(token);
        assertThat(flow.active(token)).isFalse();
    }

    @Test
    void revokeWhenAnotherClientThenNothingHappensAndNothingIsTold() {
        JsonNode tokens = flow.tokens(person, Map.of());
        OAuthFlow stranger = new OAuthFlow(server, TestClients.web(server));
        assertThat(stranger.revoke(text(tokens, "refresh_token")).statusCode()).isEqualTo(200);
        assertThat(flow.active(text(tokens, "access_token"))).isTrue();
    }

    @Test
    void userInfoWhenScopesDifferThenOnlyTheirClaims() {
        JsonNode all = json(
                userInfo(text(flow.tokens(person, Map.of("scope", "openid profile email phone")), "access_token")));
        assertThat(text(all, "sub")).isEqualTo(person.id().toString());
        assertThat(text(all, "name")).startsWith("Person ");
        assertThat(text(all, "email")).isEqualTo(person.email());
        assertThat(all.get("email_verified").asBoolean()).isTrue();
        assertThat(all.has("phone_number")).isTrue();

        OAuthFlow bare = new OAuthFlow(server, app);
        JsonNode subject = json(userInfo(text(bare.tokens(person, Map.of("scope", "openid")), "access_token")));
        assertThat(subject.propertyNames()).containsExactly("sub");
    }

    @Test
    void userInfoWhenTokenIsMissingWrongRevokedOrInTheQueryThenRefused() {
        assertThat(flow.browser.get("/oauth2/userinfo").statusCode()).isEqualTo(401);
        assertThat(userInfo("nonsense").headers().firstValue("WWW-Authenticate").orElse(""))
                .contains("invalid_token");
        JsonNode tokens = flow.tokens(person, Map.of());
        String token = text(tokens, "access_token");
        assertThat(flow.browser.get("/oauth2/userinfo?access_token=" + token).statusCode())
                .isEqualTo(401);
        assertThat(flow.browser
                        .post("/oauth2/userinfo", Map.of("access_token", token))
                        .statusCode())
                .isEqualTo(200);
        assertThat(userInfo(text(tokens, "id_token")).statusCode()).isEqualTo(401);
        flow.revoke(token);
        assertThat(userInfo(token).statusCode()).isEqualTo(401);
        String clientToken = text(json(flow.token(Map.of("grant_type", "client_credentials"))), "access_token");
        assertThat(userInfo(clientToken).statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> userInfo(String token) {
        return flow.browser.get("/oauth2/userinfo", "Authorization", "Bearer " + token);
    }
}
