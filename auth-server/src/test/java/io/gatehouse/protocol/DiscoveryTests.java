package io.gatehouse.protocol;

import static io.gatehouse.protocol.OAuthFlow.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestServer;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Discovery (RFC 8414, OpenID Connect Discovery 1.0) and the key set say what the server does, no more and no less. */
final class DiscoveryTests {

    private final TestServer server = TestServer.shared();
    private final TestBrowser browser = new TestBrowser(server);

    @Test
    void metadataWhenReadAtEitherAddressThenTheSame() {
        HttpResponse<String> oidc = browser.get("/.well-known/openid-configuration");
        HttpResponse<String> oauth = browser.get("/.well-known/oauth-authorization-server");
        assertThat(oidc.statusCode()).isEqualTo(200);
        assertThat(oidc.body()).isEqualTo(oauth.body());
        JsonNode metadata = json(oidc);
        assertThat(metadata.get("issuer").asString()).isEqualTo(server.issuer().toString());
        assertThat(texts(metadata, "grant_types_supported"))
                .containsExactlyInAnyOrder("authorization_code", "refresh_token", "client_credentials");
        assertThat(texts(metadata, "code_challenge_methods_supported")).containsExactly("S256");
        assertThat(metadata.get("authorization_response_iss_parameter_supported")
                        .asBoolean())
                .isTrue();
        assertThat(texts(metadata, "scopes_supported"))
                .contains("openid", "profile", "email", "phone", "address", "offline_access");
    }

    @Test
    void metadataWhenItNamesAnEndpointThenItAnswers() {
        JsonNode metadata = json(browser.get("/.well-known/openid-configuration"));
        for (String name : metadata.propertyNames()) {
            if (name.endsWith("_endpoint") || name.equals("jwks_uri")) {
                int status = browser.get(metadata.get(name).asString()).statusCode();
                assertThat(status).as(name).isNotEqualTo(404).isLessThan(500);
            }
        }
    }

    @Test
    void metadataWhenAskedForTheHeadThenAsForGet() {
        for (String path : new String[] {"/.well-known/openid-configuration", "/oauth2/jwks"}) {
            // RFC 9110 section 9.1
            assertThat(browser.send("HEAD", path, "").statusCode()).as(path).isEqualTo(200);
            assertThat(browser.send("DELETE", path, "").statusCode()).as(path).isBetween(400, 499);
        }
    }

    @Test
    @Tag("attack-9")
    void attack9_metadataWhenHostHeaderIsForgedThenNeverInTheAnswer() throws Exception {
        String forged = RawHttp.get(server.issuer(), "/.well-known/openid-configuration", "evil.example");
        assertThat(forged).doesNotContain("evil.example").startsWith("HTTP/1.1 400");
    }

    @Test
    void keysWhenReadThenPublicOnlyCacheableAndNextKeyIsThere() throws Exception {
        HttpResponse<String> response = browser.get("/oauth2/jwks");
        assertThat(response.headers().firstValue("Cache-Control").orElse("")).contains("max-age=");
        JWKSet keys = JWKSet.parse(response.body());
        assertThat(keys.getKeys()).noneMatch(JWK::isPrivate);
        assertThat(keys.getKeys().stream()
                        .filter(key -> "ES256".equals(key.getAlgorithm().getName())))
                .hasSizeGreaterThanOrEqualTo(2);
    }

    private static List<String> texts(JsonNode metadata, String name) {
        return metadata.get(name).valueStream().map(JsonNode::asString).toList();
    }
}
