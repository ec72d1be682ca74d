package io.gatehouse.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestAccounts;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestClients;
import io.gatehouse.TestClients.App;
import io.gatehouse.TestServer;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with client or redirect URI ends in a page of ours, never in a redirect (RFC 6749 section 4.1.2.1). */
final class RedirectUriTests {

    private final TestServer server = TestServer.shared();
    private final App app = TestClients.web(server);
    private final OAuthFlow flow = new OAuthFlow(server, app);

    @ParameterizedTest
    @Tag("attack-1")
    @ValueSource(
            strings = {
                "https://app.example.com.evil.example/callback",
                "https://app.example.com@evil.example/callback",
                "https://evil.example/?https://app.example.com/callback",
                "https://app.example.com:8443/callback",
                "https://APP.example.com/callback",
                "https://app.example.com./callback",
                "http://app.example.com/callback",
                "https://app.example.com/callback/",
                "https://app.example.com/callback?x=1",
                "https://app.example.com/callback#x",
                " https://app.example.com/callback",
                "//app.example.com/callback",
                "https:app.example.com/callback"
            })
    void attack1_authorizeWhenRedirectUriIsOnlySimilarThenErrorPage(String uri) {
        assertErrorPage(flow.authorize(Map.of("redirect_uri", uri)));
    }

    @ParameterizedTest
    @Tag("attack-2")
    @ValueSource(
            strings = {
                "https://app.example.com/callback/../x",
                "https://app.example.com/callback/%2e%2e/x",
                "https://app.example.com/callback%252f..",
                "https://app.example.com/..;/callback",
                "https://app.example.com\\@evil.example/callback",
                "https://app.example.com/callback\\..\\x",
                "https://app.example.com/./callback"
            })
    void attack2_authorizeWhenRedirectUriTraversesThenErrorPage(String uri) {
        assertErrorPage(flow.authorize(Map.of("redirect_uri", uri)));
    }

    @ParameterizedTest
    @Tag("attack-5")
    @ValueSource(strings = {"javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd"})
    void attack5_authorizeWhenRedirectUriIsAScriptThenErrorPage(String uri) {
        assertErrorPage(flow.authorize(Map.of("redirect_uri", uri)));
    }

    @ParameterizedTest
    @Tag("attack-4")
    @ValueSource(
            strings = {"redirect_uri=https://evil.example", "state=x", "client_id=x", "code=x&code=y", "scope=openid"})
    void attack4_authorizeWhenParameterIsDoubledThenErrorPage(String extra) {
        assertErrorPage(flow.browser.get(flow.authorizePath(Map.of()) + "&" + extra));
    }

    @Test
    void authorizeWhenClientIsUnknownThenErrorPage() {
        assertErrorPage(flow.authorize(Map.of("client_id", "nobody")));
        assertErrorPage(flow.authorize(Map.of("client_id", "")));
    }

    @Test
    void authorizeWhenRedirectUriOrResponseTypeIsMissingThenErrorPage() {
        assertErrorPage(flow.authorize(Map.of("redirect_uri", "")));
        assertErrorPage(flow.authorize(Map.of("response_type", "")));
        assertErrorPage(flow.authorize(Map.of("response_type", "token")));
    }

    @Test
    @Tag("attack-7")
    void attack7_authorizeWhenParametersHoldMarkupThenItIsNowhereUnescaped() {
        String markup = "\"><script>alert(1)</script>";
        HttpResponse<String> page =
                flow.authorize(Map.of("redirect_uri", "https://evil.example/" + "x", "state", markup));
        assertThat(page.body()).doesNotContain("<script>");
        HttpResponse<String> signIn = flow.authorize(Map.of("state", markup, "login_hint", markup));
        assertThat(flow.browser.get(TestBrowser.location(signIn)).body()).doesNotContain("<script>");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
    }

    @Test
    void authorizeWhenNativeAppUsesAnotherLoopbackPortThenAllowed() {
        OAuthFlow nativeApp = new OAuthFlow(server, TestClients.publicApp(server));
        String location = nativeApp.signInAndReturn(
                TestAccounts.active(server), Map.of("redirect_uri", "http://127.0.0.1:51004/callback"));
        assertThat(location).startsWith("http://127.0.0.1:51004/callback?code=");
        assertErrorPage(nativeApp.authorize(Map.of("redirect_uri", "http://127.0.0.1:51004/other")));
        assertErrorPage(nativeApp.authorize(Map.of("redirect_uri", "http://127.0.0.1@evil.example/callback")));
        assertErrorPage(nativeApp.authorize(Map.of("redirect_uri", "http://localhost:51004/callback")));
    }

    private static void assertErrorPage(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(TestBrowser.location(response)).isEmpty();
        assertThat(response.body()).contains("<html").doesNotContain("Exception");
    }
}
