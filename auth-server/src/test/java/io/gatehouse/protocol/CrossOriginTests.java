package io.gatehouse.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestClients;
import io.gatehouse.TestServer;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Only scripts of registered single-page applications may read answers, and never with credentials. */
final class CrossOriginTests {

    private static final String APP = "https://app.example.com";

    private final TestServer server = TestServer.shared();

    @Test
    void preflightWhenOriginIsRegisteredThenAllowed() throws IOException {
        TestClients.publicApp(server);
        String answer = preflight("/oauth2/token", APP);
        assertThat(answer).startsWith("HTTP/1.1 204").contains("Access-Control-Allow-Origin: " + APP + "\r\n");
    }

    @Test
    @Tag("attack-47")
    void attack47_preflightWhenOriginIsForeignNullOrSimilarThenNoHeader() throws IOException {
        TestClients.publicApp(server);
        for (String origin : new String[] {
            "https://evil.example", "null", APP + ".evil.example", "http://app.example.com", APP + ":8443", "*"
        }) {
            for (String path : new String[] {"/oauth2/token", "/oauth2/revoke", "/oauth2/userinfo"}) {
                assertThat(preflight(path, origin)).as(origin).doesNotContain("Access-Control-Allow");
            }
        }
    }

    @Test
    @Tag("attack-47")
    void attack47_anyAnswerWhenOriginIsGivenThenCredentialsAreNeverAllowed() throws IOException {
        for (String path : new String[] {
            "/oauth2/jwks", "/.well-known/openid-configuration", "/oauth2/userinfo", "/sign-in", "/oauth2/authorize"
        }) {
            String answer = RawHttp.send(
                    server.issuer(),
                    "GET " + path + " HTTP/1.1\r\nHost: " + server.issuer().getAuthority()
                            + "\r\nOrigin: https://evil.example\r\nConnection: close\r\n\r\n");
            assertThat(answer)
                    .doesNotContain("Access-Control-Allow-Credentials")
                    .doesNotContain("evil.example");
        }
    }

    private String preflight(String path, String origin) throws IOException {
        return RawHttp.send(
                server.issuer(),
                "OPTIONS " + path + " HTTP/1.1\r\nHost: " + server.issuer().getAuthority() + "\r\nOrigin: " + origin
                        + "\r\nAccess-Control-Request-Method: POST\r\nConnection: close\r\n\r\n");
    }
}
