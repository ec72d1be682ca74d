package io.gatehouse.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestClients;
import io.gatehouse.TestClients.App;
import io.gatehouse.TestServer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers that no well-behaved caller sends: refused as the caller's mistake, never as ours. */
final class MalformedHeaderTests {

    private static final String[] REQUESTS = {
        "POST /oauth2/token",
        "POST /oauth2/introspect",
        "POST /oauth2/revoke",
        "POST /oauth2/userinfo",
        "GET /oauth2/userinfo",
        "GET /oauth2/jwks",
        "GET /.well-known/openid-configuration",
        "GET /oauth2/authorize",
        "POST /oauth2/authorize",
        "POST /oauth2/logout",
        "GET /sign-in",
        "POST /sign-in",
    };

    private final TestServer server = TestServer.shared();
    private final App app = TestClients.web(server);

    @ParameterizedTest
    @ValueSource(
            strings = {"a/b/c", ";;", "application/", "/", "text", "*", "a/b;c", "a/b;charset=\"", "a b/c", "*/*", ""})
    void contentTypeWhenMalformedThenInvalidRequest(String contentType) throws IOException {
        for (String endpoint : new String[] {"token", "introspect", "revoke", "userinfo"}) {
            String answer = send("POST /oauth2/" + endpoint, "Content-Type: " + contentType, app.basic());
            assertThat(answer)
                    .as(endpoint)
                    .startsWith("HTTP/1.1 400")
                    .contains("\"error\":\"invalid_request\"", "application/x-www-form-urlencoded");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: a/b/c",
                "Content-Type: ;;",
                "Content-Type: application/x-www-form-urlencoded;charset=nonsense",
                "Content-Type: application/x-www-form-urlencoded;charset=\"",
                "Content-Type: multipart/form-data",
                "Content-Type: multipart/form-data; boundary=",
                "Accept: a/b/c",
                "Accept: ;;,",
                "Accept: application/",
                "Accept: text/html;q=x",
                "Accept-Language: ;;q=x,***",
                "Authorization: Basic",
                "Authorization: Basic =",
                "Authorization: Basic Og==",
                "Authorization: Basic JTp4",
                "Authorization: Bearer",
                "Authorization: Bearer ..",
                "Authorization: DPoP",
                "Authorization: ",
                "Content-Length: x",
                "Content-Length: -1",
                "Content-Length: 99999999999999999999",
                "If-Modified-Since: yesterday",
                "If-None-Match: W/",
                "Range: bytes=x",
                "Origin: ::",
                "Access-Control-Request-Method: /",
                "Cookie: =;;=",
            })
    void anyHeaderWhenMalformedThenNoFailureOfOurs(String header) throws IOException {
        for (String request : REQUESTS) {
            assertThat(send(request, header, null)).as(request).matches("(?s)HTTP/1.1 [234].*");
        }
    }

    private String send(String request, String header, @Nullable String authorization) throws IOException {
        boolean post = request.startsWith("POST");
        String body = "grant_type=client_credentials&token=x";
        String head = request + " HTTP/1.1\r\nHost: " + server.issuer().getAuthority() + "\r\n" + header + "\r\n"
                + (authorization == null ? "" : "Authorization: " + authorization + "\r\n")
                + (post && !header.startsWith("Content-Length") ? "Content-Length: " + body.length() + "\r\n" : "")
                + (post && !header.startsWith("Content-Type")
                        ? "Content-Type: application/x-www-form-urlencoded\r\n"
                        : "")
                + "Connection: close\r\n\r\n";
        return RawHttp.send(server.issuer(), post ? head + body : head);
    }
}
