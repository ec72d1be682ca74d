package io.gatehouse.protocol;

import static io.gatehouse.protocol.OAuthFlow.assertRefused;
import static io.gatehouse.protocol.OAuthFlow.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestClients;
import io.gatehouse.TestClients.App;
import io.gatehouse.TestServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** OpenID Connect RP-Initiated Logout 1.0. */
final class LogoutTests {

    private final TestServer server = TestServer.shared();
    private final App app = TestClients.web(server);
    private final Person person = TestAccounts.active(server);
    private final OAuthFlow flow = new OAuthFlow(server, app);

    @Test
    void logoutWhenHintIsOfThisSessionThenEndedAtOnceWithItsTokens() {
        JsonNode tokens = flow.tokens(person, Map.of());
        HttpResponse<String> response = logout(Map.of(
                "id_token_hint",
                text(tokens, "id_token"),
                "post_logout_redirect_uri",
                TestClients.POST_LOGOUT_URI,
                "state",
                "s 1"));
        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(TestBrowser.location(response)).isEqualTo(TestClients.POST_LOGOUT_URI + "?state=s%201");
        assertSignedOut(tokens);
    }

    @Test
    void logoutWhenOfflineAccessWasGrantedThenItGoesOn() {
        JsonNode tokens = flow.tokens(person, Map.of("scope", "openid offline_access"));
        logout(Map.of("id_token_hint", text(tokens, "id_token")));
        assertThat(flow.refresh(text(tokens, "refresh_token")).statusCode()).isEqualTo(200);
    }

    @Test
    @Tag("attack-49")
    void attack49_logoutWhenNoHintThenNothingHappensBeforeTheConfirmation() {
        JsonNode tokens = flow.tokens(person, Map.of());
        HttpResponse<String> page = logout(Map.of("client_id", app.id()));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(flow.active(text(tokens, "access_token"))).isTrue();
        assertThat(flow.browser.post("/oauth2/logout/confirm", Map.of()).statusCode())
                .isEqualTo(403);
        assertThat(flow.active(text(tokens, "access_token"))).isTrue();

        HttpResponse<String> done = flow.browser.submit(page, "/oauth2/logout/confirm", Map.of());
        assertThat(TestBrowser.location(done)).isEqualTo("/signed-out");
        assertSignedOut(tokens);
    }

    @Test
    @Tag("attack-49")
    void attack49_logoutWhenHintIsOfAnotherSessionThenAsked() {
        String foreign = text(new OAuthFlow(server, app).tokens(TestAccounts.active(server), Map.of()), "id_token");
        JsonNode tokens = flow.tokens(person, Map.of());
        assertThat(logout(Map.of("id_token_hint", foreign)).statusCode()).isEqualTo(200);
        assertThat(flow.active(text(tokens, "access_token"))).isTrue();
    }

    @Test
    @Tag("attack-6")
    void attack6_logoutWhenRedirectIsNotRegisteredOrHintIsForgedThenErrorPage() {
        JsonNode tokens = flow.tokens(person, Map.of());
        String hint = text(tokens, "id_token");
        for (String uri :
                new String[] {"https://evil.example", TestClients.POST_LOGOUT_URI + "/", "//evil.example", "/\tx"}) {
            assertErrorPage(logout(Map.of("id_token_hint", hint, "post_logout_redirect_uri", uri)));
        }
        assertErrorPage(logout(Map.of("id_token_hint", hint + "x")));
        assertErrorPage(logout(Map.of("post_logout_redirect_uri", TestClients.POST_LOGOUT_URI)));
        assertErrorPage(logout(Map.of("id_token_hint", hint, "client_id", "another")));
        assertThat(flow.active(text(tokens, "access_token"))).isTrue();
    }

    @Test
    void logoutWhenHintIsExpiredThenStillGood() {
        JsonNode tokens = flow.tokens(person, Map.of());
        server.clock().advance(Duration.ofMinutes(70));
        assertThat(logout(Map.of("id_token_hint", text(tokens, "id_token"))).statusCode())
                .isEqualTo(303);
    }

    @Test
    void logoutWhenNotSignedInThenSignedOutPage() {
        HttpResponse<String> response = logout(Map.of());
        assertThat(TestBrowser.location(response)).isEqualTo("/signed-out");
        assertThat(flow.browser.get("/signed-out").statusCode()).isEqualTo(200);
    }

    @Test
    void logoutWhenPostedThenContinuedAsGet() {
        HttpResponse<String> response = flow.browser.post("/oauth2/logout", Map.of("client_id", app.id()));
        assertThat(TestBrowser.location(response)).isEqualTo("/oauth2/logout?client_id=" + app.id());
    }

    private HttpResponse<String> logout(Map<String, String> parameters) {
        return flow.browser.get("/oauth2/logout?" + TestBrowser.encode(new LinkedHashMap<>(parameters)));
    }

    private void assertSignedOut(JsonNode tokens) {
        assertThat(flow.active(text(tokens, "access_token"))).isFalse();
        assertRefused(flow.refresh(text(tokens, "refresh_token")), 400, "invalid_grant");
        assertThat(TestBrowser.query(TestBrowser.location(flow.authorize(Map.of("prompt", "none")))))
                .containsEntry("error", "login_required");
    }

    private static void assertErrorPage(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(TestBrowser.location(response)).isEmpty();
    }
}
