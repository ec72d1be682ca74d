package io.gatehouse.notes.security;

import static io.gatehouse.notes.TestTokens.RESOURCE;
import static io.gatehouse.notes.TestTokens.accessToken;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.notes.NotesApiTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTests extends NotesApiTest {

    private static final String MFA = "urn:gatehouse:acr:mfa";

    @Test
    void healthWhenNoTokenThenUp() {
        HttpResponse<String> response = send("/health", request -> {});
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"status\":\"up\"}");
        assertThat(response.headers().map()).doesNotContainKeys("set-cookie", "server");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /notes, notes.read",
        "POST, /notes, notes.write",
        "GET, /notes/0190b5a0-0000-7000-8000-000000000000, notes.read",
        "DELETE, /notes/0190b5a0-0000-7000-8000-000000000000, notes.write",
        "GET, /notes/secret, notes.read",
        "GET, /admin/notes/statistics, notes.read"
    })
    void routeWhenScopeIsMissingThenInsufficientScope(String method, String path, String scope) {
        String others = "openid notes.reader " + ("notes.read".equals(scope) ? "notes.write" : "notes.read");
        String token = accessToken(
                ISSUER,
                somebody(),
                claims -> claims.claim("scope", others)
                        .claim("roles", List.of("notes-admin", "SCOPE_" + scope))
                        .claim("acr", MFA)
                        .claim("auth_time", Instant.now().getEpochSecond()));
        HttpResponse<String> response = send(
                path,
                request -> request.header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString("{\"text\": \"a\"}")));
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(challenge(response))
                .startsWith("Bearer error=\"insufficient_scope\"")
                .contains("scope=\"" + scope + "\"", "resource_metadata=\"" + RESOURCE);
        assertThat(json(response)).containsEntry("code", "insufficient_scope");
        assertThat(send(path, request -> request.method(method, HttpRequest.BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void statisticsWhenRoleIsMissingThenForbidden() {
        for (Object roles : List.of(List.of("admin", "notes-administrator"), "notes-admin", List.of(1))) {
            String token = accessToken(ISSUER, somebody(), claims -> claims.claim("roles", roles));
            HttpResponse<String> response = get("/admin/notes/statistics", token);
            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(challenge(response)).contains("insufficient_scope", "role notes-admin");
        }
        String token = accessToken(ISSUER, somebody(), c -> c.claim("scope", "notes.read ROLE_notes-admin"));
        assertThat(get("/admin/notes/statistics", token).statusCode()).isEqualTo(403);
    }

    @Test
    void secretWhenSecondFactorIsFreshThenShown() {
        String token = accessToken(
                ISSUER,
                somebody(),
                claims -> claims.claim("acr", MFA)
                        .claim("auth_time", Instant.now().getEpochSecond() - 280));
        assertThat(get("/notes/secret", token).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"urn:gatehouse:acr:mfa, 301", "urn:gatehouse:acr:pwd, 0", "urn:gatehouse:acr:mfa, -60", ", 0"})
    void secretWhenSecondFactorIsMissingOrStaleThenStepUpChallenge(String acr, long age) {
        String token = accessToken(
                ISSUER,
                somebody(),
                claims -> claims.claim("acr", acr)
                        .claim("auth_time", Instant.now().getEpochSecond() - age));
        assertStepUp(get("/notes/secret", token));
    }

    @Test
    void secretWhenAuthenticationTimeIsUnknownThenStepUpChallenge() {
        assertStepUp(get("/notes/secret", accessToken(ISSUER, somebody(), claims -> claims.claim("acr", MFA))));
        assertStepUp(get(
                "/notes/secret",
                accessToken(ISSUER, somebody(), c -> c.claim("acr", MFA).claim("auth_time", "now"))));
    }

    private static void assertStepUp(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(challenge(response))
                .startsWith("Bearer error=\"insufficient_user_authentication\", error_description=\"")
                .contains("acr_values=\"" + MFA + "\", max_age=\"300\", resource_metadata=\"");
        assertThat(json(response)).containsEntry("code", "insufficient_user_authentication");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nothing", "/notes/", "/admin", "/error", "/actuator", "/health/x", "/schema.sql"})
    @Tag("attack-44")
    void unknownRouteWhenCallerIsUnknownThenUnauthorizedElseNotFound(String path) {
        assertThat(send(path, request -> {}).statusCode()).isEqualTo(401);
        HttpResponse<String> response = get(path, accessToken(ISSUER, somebody()));
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response)).containsEntry("code", "not_found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"//notes", "/notes;x=y", "/%2e/notes", "/x/..;/notes", "/notes%2fsecret", "/notes%00", "/NOTES"})
    @Tag("attack-44")
    void routeWhenPathIsDisguisedThenNotServed(String path) {
        assertThat(send(path, request -> {}).statusCode()).isIn(400, 401);
        assertThat(get(path, accessToken(ISSUER, somebody())).statusCode()).isIn(400, 404);
    }

    @Test
    @Tag("attack-9")
    void metadataWhenHostIsPoisonedThenStillAsConfigured() throws IOException {
        for (String host : List.of("evil.example", "evil.example:443", "127.0.0.1:" + port)) {
            String poison = "Host: " + host + "\r\nX-Forwarded-Host: evil.example\r\nForwarded: host=evil.example";
            String metadata = raw("GET /.well-known/oauth-protected-resource HTTP/1.1\r\n" + poison);
            assertThat(metadata)
                    .startsWith("HTTP/1.1 200")
                    .contains("\"resource\":\"" + RESOURCE + "\"", "\"bearer_methods_supported\":[\"header\"]")
                    .contains("\"authorization_servers\":[\"" + ISSUER.url() + "\"]")
                    .contains("\"scopes_supported\":[\"notes.read\",\"notes.write\"]")
                    .contains("\"dpop_signing_alg_values_supported\":[\"ES256\",")
                    .doesNotContain("evil.example", "127.0.0.1", "tls_client_certificate");
            String refused = raw("GET /notes HTTP/1.1\r\n" + poison);
            assertThat(refused)
                    .startsWith("HTTP/1.1 401")
                    .contains("resource_metadata=\"" + RESOURCE + "/.well-known/oauth-protected-resource\"")
                    .doesNotContain("evil.example", "127.0.0.1");
        }
    }

    @Test
    @Tag("attack-9")
    void locationWhenHostIsPoisonedThenStillAsConfigured() throws IOException {
        String created = raw("POST /notes HTTP/1.1\r\nHost: evil.example\r\nContent-Type: application/json\r\n"
                + "Authorization: Bearer " + accessToken(ISSUER, somebody())
                + "\r\nContent-Length: 12\r\n\r\n{\"text\":\"a\"}");
        assertThat(created)
                .startsWith("HTTP/1.1 201")
                .contains("Location: " + RESOURCE + "/notes/")
                .doesNotContain("evil.example");
    }

    @Test
    void malformedRequestWhenAnsweredByContainerThenStillProblem() throws IOException {
        assertThat(raw("GET /notes HTTP/1.1\r\nHost: a b"))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json", "\"code\":\"bad_request\"")
                .doesNotContain("Tomcat", "<html");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: a/b/c",
                "Content-Type: ;;",
                "Content-Type: application/",
                "Content-Type: application/json;charset=nonsense",
                "Content-Type: multipart/form-data; boundary=",
                "Accept: a/b/c",
                "Accept: ;;,",
                "Accept: application/json;q=x",
                "Content-Length: x",
                "Content-Length: -1",
                "Content-Length: 99999999999999999999",
                "Authorization: ",
                "Authorization: Bearer",
                "Authorization: Bearer ..",
                "Authorization: Bearer a b",
                "Authorization: DPoP",
                "Authorization: DPoP ..\r\nDPoP: ..",
                "Authorization: Basic =",
                "Range: bytes=x",
                "If-Modified-Since: yesterday",
            })
    void headerWhenMalformedThenTheCallersMistake(String header) throws IOException {
        String token = accessToken(ISSUER, somebody());
        for (String request : List.of("POST /notes", "GET /notes", "GET /nothing", "GET /health")) {
            String answer = raw(request + " HTTP/1.1\r\nHost: localhost\r\n" + header
                    + (header.startsWith("Authorization") ? "" : "\r\nAuthorization: Bearer " + token)
                    + (header.startsWith("Content-Type") ? "" : "\r\nContent-Type: application/json")
                    + (header.startsWith("Content-Length") ? "" : "\r\nContent-Length: 12") + "\r\n\r\n"
                    + "{\"text\":\"a\"}");
            assertThat(answer).as(request).doesNotStartWith("HTTP/1.1 5").startsWith("HTTP/1.1 ");
            if (request.startsWith("POST") && !header.startsWith("Range") && !header.startsWith("If-")) {
                assertThat(answer).startsWith("HTTP/1.1 4").contains("application/problem+json");
            }
        }
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String head = request.contains("\r\n\r\n")
                    ? request.replaceFirst("\r\n", "\r\nConnection: close\r\n")
                    : request + "\r\nConnection: close\r\n\r\n";
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
