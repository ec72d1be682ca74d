package io.gatehouse.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be done with tokens, and the end of a sign-in. */
final class TokensTests extends DemoClientTest {

    @Test
    void refreshWhenAcceptedThenTokensReplaced() {
        browser.open("/sign-in");
        HttpResponse<String> page = browser.submit("/tokens", "/tokens/refresh", Map.of());
        assertThat(page.body()).contains("Refresh the access token", "Signed in to Notes as");
        assertThat(ISSUER.tokenRequests)
                .extracting(request -> request.get("grant_type"))
                .containsExactly("authorization_code", "refresh_token");
        String first = ISSUER.tokenRequests.getLast().get("refresh_token");
        browser.submit("/tokens", "/tokens/refresh", Map.of());
        assertThat(ISSUER.tokenRequests.getLast().get("refresh_token")).isNotEqualTo(first);
    }

    @Test
    void refreshWhenRefusedThenSignInHasEnded() {
        browser.open("/sign-in");
        ISSUER.refreshRefused = true;
        HttpResponse<String> page = browser.submit("/tokens", "/tokens/refresh", Map.of());
        assertThat(page.body()).contains("Your sign-in has ended", "href=\"/sign-in\"");
        assertThat(browser.once("/tokens").body()).contains("Nobody is signed in");
    }

    @Test
    void userinfoWhenSignedInThenAnswerShownEncoded() {
        browser.open("/sign-in");
        HttpResponse<String> page = browser.submit("/tokens", "/tokens/userinfo", Map.of());
        assertThat(page.body())
                .contains("Ask who signed in", "Alice &lt;b&gt;Liddell")
                .doesNotContain("<b>Liddell");
    }

    @Test
    void introspectWhenProviderEchoesTokenThenStillMasked() {
        browser.open("/sign-in");
        HttpResponse<String> page = browser.submit("/tokens", "/tokens/introspect", Map.of("kind", "refresh_token"));
        assertThat(page.body()).contains("Ask whether the token is still good", "token refres…");
    }

    @Test
    void revokeWhenSignedInThenStepShown() {
        browser.open("/sign-in");
        HttpResponse<String> page = browser.submit("/tokens", "/tokens/revoke", Map.of("kind", "access_token"));
        assertThat(page.body()).contains("Take the token back");
        assertThat(browser.submit("/tokens", "/tokens/revoke", Map.of("kind", "x"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void clientCredentialsWhenNobodySignedInThenTokenShown() {
        HttpResponse<String> page = browser.submit("/client-credentials", "/client-credentials", Map.of());
        assertThat(page.body()).contains("Get a token for the app itself", "Access token, decoded");
        assertThat(ISSUER.tokenRequests.getFirst()).containsEntry("grant_type", "client_credentials");
    }

    @Test
    void flowWhenRepeatedThenTraceStaysBounded() {
        browser.open("/sign-in");
        for (int i = 0; i < 25; i++) {
            browser.once("/notes");
        }
        assertThat(browser.once("/notes").body()).contains("20 steps").doesNotContain("21 steps");
    }

    @Test
    void signOutWhenSignedInThenProviderAskedAndStateChecked() {
        browser.open("/sign-in");
        String csrf = Browser.csrf(browser.once("/tokens").body());
        HttpResponse<String> redirect = browser.post("/sign-out", Map.of(), csrf);
        String url = Browser.location(redirect);
        Map<String, String> query = StubServer.parameters(url.substring(url.indexOf('?') + 1));
        assertThat(url).startsWith(ISSUER.server.url() + "/logout?");
        assertThat(query)
                .containsKeys("id_token_hint", "state")
                .containsEntry("client_id", "demo-web")
                .containsEntry("post_logout_redirect_uri", Browser.BASE + "/signed-out");
        assertThat(browser.once("/signed-out?state=another").body()).contains("No sign-out of");
        assertThat(browser.follow(redirect).body()).contains("You are signed out of", "signed out</h4>");
        assertThat(browser.once("/tokens").body()).contains("Nobody is signed in");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/tokens/refresh",
                "/tokens/userinfo",
                "/tokens/introspect",
                "/tokens/revoke",
                "/client-credentials",
                "/sign-out",
                "/reports/sign-out",
                "/notes",
                "/notes/secret",
                "/notes/step-up"
            })
    void formWhenCsrfTokenMissingThenForbidden(String action) {
        browser.open("/sign-in");
        assertThat(browser.post(action, Map.of("text", "x"), "").statusCode()).isEqualTo(403);
        assertThat(browser.once("/tokens").body()).contains("Signed in to Notes as");
        assertThat(NOTES.bodies).isEmpty();
    }
}
