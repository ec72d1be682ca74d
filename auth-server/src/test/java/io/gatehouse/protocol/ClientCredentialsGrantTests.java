package io.gatehouse.protocol;

import static io.gatehouse.protocol.OAuthFlow.assertRefused;
import static io.gatehouse.protocol.OAuthFlow.claims;
import static io.gatehouse.protocol.OAuthFlow.json;
import static io.gatehouse.protocol.OAuthFlow.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestBrowser;
import io.gatehouse.TestClients;
import io.gatehouse.TestClients.App;
import io.gatehouse.TestServer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** RFC 6749 section 4.4, and how clients prove who they are (section 2.3). */
final class ClientCredentialsGrantTests {

    private static final Map<String, String> REQUEST = Map.of("grant_type", "client_credentials", "scope", "email");

    private final TestServer server = TestServer.shared();
    private final App app = TestClients.web(server);
    private final OAuthFlow flow = new OAuthFlow(server, app);

    @Test
    void tokenWhenClientAuthenticatesThenItIsItsOwnSubjectAndGetsNoRefreshToken() {
        JsonNode tokens = json(flow.token(REQUEST));
        assertThat(claims(text(tokens, "access_token")).getSubject()).isEqualTo(app.id());
        assertThat(tokens.has("refresh_token")).isFalse();
        assertThat(tokens.has("id_token")).isFalse();
        assertThat(flow.active(text(tokens, "access_token"))).isTrue();
    }

    @Test
    void tokenWhenSecretIsPostedThenAccepted() {
        HttpResponse<String> response = flow.browser.post(
                "/oauth2/token",
                Map.of(
                        "grant_type", "client_credentials",
                        "client_id", app.id(),
                        "client_secret", app.secret()));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    @Test
    @Tag("attack-22")
    void attack22_tokenWhenSecretIsWrongOrClientUnknownThenTheSameAnswer() {
        HttpResponse<String> wrong =
                flow.browser.post("/oauth2/token", REQUEST, "Authorization", basic(app.id(), "no"));
        HttpResponse<String> unknown =
                flow.browser.post("/oauth2/token", REQUEST, "Authorization", basic("nobody", "no"));
        assertRefused(wrong, 401, "invalid_client");
        assertThat(wrong.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic ");
        assertThat(unknown.statusCode()).isEqualTo(wrong.statusCode());
        assertThat(unknown.body()).isEqualTo(wrong.body());
    }

    @Test
    void tokenWhenTwoMethodsOrNoneThenRefused() {
        HttpResponse<String> both = flow.browser.post(
                "/oauth2/token",
                Map.of("grant_type", "client_credentials", "client_id", app.id(), "client_secret", app.secret()),
                "Authorization",
                app.basic());
        assertThat(both.statusCode()).isBetween(400, 401);
        assertRefused(flow.browser.post("/oauth2/token", REQUEST), 401, "invalid_client");
    }

    @Test
    void tokenWhenPublicClientThenRefused() {
        App publicApp = TestClients.publicApp(server);
        HttpResponse<String> response = flow.browser.post(
                "/oauth2/token", Map.of("grant_type", "client_credentials", "client_id", publicApp.id()));
        assertThat(response.statusCode()).isBetween(400, 401);
    }

    @Test
    void tokenWhenScopeOrGrantIsNotAllowedThenRefused() {
        assertRefused(flow.token(Map.of("grant_type", "client_credentials", "scope", "openid")), 400, "invalid_scope");
        assertRefused(
                flow.token(Map.of("grant_type", "client_credentials", "scope", "nothing.known")), 400, "invalid_scope");
        assertRefused(flow.token(Map.of("grant_type", "password")), 400, "unsupported_grant_type");
        assertRefused(flow.token(Map.of("scope", "email")), 400, "invalid_request");
        OAuthFlow resourceServer = new OAuthFlow(server, TestClients.resourceServer(server));
        assertRefused(resourceServer.token(REQUEST), 400, "unauthorized_client");
    }

    @Test
    @Tag("attack-4")
    void attack4_tokenWhenParameterIsDoubledThenRefused() {
        HttpResponse<String> response =
                flow.browser.post("/oauth2/token?scope=email", REQUEST, "Authorization", app.basic());
        assertRefused(response, 400, "invalid_request");
    }

    @Test
    @Tag("attack-48")
    void attack48_tokenWhenInputIsHugeOrNoFormThenRefusedWithoutStackTrace() {
        String huge = "x".repeat(20_000);
        assertRefused(flow.token(Map.of("grant_type", "client_credentials", "scope", huge)), 400, "invalid_request");
        HttpResponse<String> tenMegabytes =
                flow.token(Map.of("grant_type", "client_credentials", "scope", "x".repeat(10_000_000)));
        assertThat(tenMegabytes.statusCode()).isBetween(400, 499);
        assertThat(tenMegabytes.body()).doesNotContain("Exception").doesNotContain("\tat ");
        HttpResponse<String> json = new TestBrowser(server)
                .send(
                        "POST",
                        "/oauth2/token",
                        "{\"grant_type\":\"client_credentials\"}",
                        "Content-Type",
                        "application/json");
        assertThat(json.statusCode()).isBetween(400, 499);
    }

    private static String basic(String id, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }
}
