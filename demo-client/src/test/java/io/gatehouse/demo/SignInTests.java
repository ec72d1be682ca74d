package io.gatehouse.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sign-in and every way in which its answer can be wrong. */
final class SignInTests extends DemoClientTest {

    @Test
    void signInWhenAllIsRightThenTokensAndStepsShown() {
        HttpResponse<String> page = browser.open("/sign-in");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.uri().getPath()).isEqualTo("/tokens");
        assertThat(page.body())
                .contains(
                        "Signed in to Notes as <strong>Alice &lt;b&gt;Liddell&lt;/b&gt;</strong>.",
                        "Find the endpoints",
                        "Send the browser to the provider")
                .contains("The browser comes back", "Trade the code for tokens", "Check the ID token")
                .contains("Ask who signed in", "Check whom the answer is about")
                .contains("refres…", "Basic ZGVtby…", "ID token, decoded")
                .doesNotContain("<b>Liddell</b>");
        Map<String, String> request = ISSUER.tokenRequests.getFirst();
        assertThat(request).containsEntry("redirect_uri", Browser.BASE + "/callback");
        assertThat(request.get("authorization")).startsWith("Basic ");
    }

    @Test
    void signInWhenStartedThenRequestFollowsTheRules() {
        String url =
                Browser.location(browser.once("/sign-in?prompt=login&max_age=60&acr_values=a%20b&login_hint=al%40x"));
        Map<String, String> query = StubServer.parameters(url.substring(url.indexOf('?') + 1));
        assertThat(query)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", "demo-web")
                .containsEntry("scope", "openid profile email notes.read notes.write")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("prompt", "login")
                .containsEntry("max_age", "60")
                .containsEntry("acr_values", "a b")
                .containsEntry("login_hint", "al@x");
        assertThat(List.of(query.get("state"), query.get("nonce"), query.get("code_challenge")))
                .doesNotHaveDuplicates()
                .allMatch(value -> value.length() == 43);
    }

    @ParameterizedTest
    @ValueSource(strings = {"prompt=evil", "max_age=-1", "max_age=x", "acr_values=a%0d%0ax", "login_hint=%00"})
    void signInWhenOptionMalformedThenRefused(String query) {
        assertThat(browser.once("/sign-in?" + query).statusCode()).isEqualTo(400);
    }

    @Test
    void signInWhenHostHeaderForgedThenRedirectUriUnchanged() {
        String url = Browser.location(
                browser.once("/sign-in", "X-Forwarded-Host", "evil.test", "Forwarded", "host=evil.test"));
        assertThat(url)
                .contains("redirect_uri=http%3A%2F%2Fdemo.test%2Fcallback")
                .doesNotContain("evil");
        assertThat(RawRequest.get(port, "/sign-in", "evil.test"))
                .contains("redirect_uri=http%3A%2F%2Fdemo.test%2Fcallback")
                .doesNotContain("evil.test");
        assertThat(RawRequest.get(port, "/callback?state=x", "evil.test")).doesNotContain("evil.test");
    }

    @Test
    void signInWhenFinishedThenSessionIdChanges() {
        browser.once("/");
        String before = browser.sessionId();
        browser.open("/sign-in");
        assertThat(browser.sessionId()).isNotBlank().isNotEqualTo(before);
    }

    @Test
    void callbackWhenStateUnknownThenRefusedAndNothingStored() {
        ISSUER.answer = answer -> changed(answer, "state", "another");
        refused(400, "This sign-in is not known here");
        assertThat(ISSUER.tokenRequests).isEmpty();
    }

    @Test
    void callbackWhenStateOfAnotherBrowserThenRefused() {
        String callback = Browser.location(browser.once(Browser.location(browser.once("/sign-in"))));
        Browser victim = newBrowser();
        victim.once("/");
        assertThat(victim.once(callback).statusCode()).isEqualTo(400);
        assertThat(ISSUER.tokenRequests).isEmpty();
    }

    @Test
    void callbackWhenReplayedThenRefused() {
        String callback = Browser.location(browser.once(Browser.location(browser.once("/sign-in"))));
        assertThat(browser.open(callback).statusCode()).isEqualTo(200);
        assertThat(browser.open(callback).statusCode()).isEqualTo(400);
        assertThat(ISSUER.tokenRequests).hasSize(1);
    }

    @Test
    void callbackWhenElevenMinutesLateThenRefused() {
        String callback = Browser.location(browser.once(Browser.location(browser.once("/sign-in"))));
        CLOCK.move(Duration.ofMinutes(11));
        assertThat(browser.open(callback).statusCode()).isEqualTo(400);
    }

    @Test
    void callbackWhenSixAttemptsStartedThenOldestForgotten() {
        List<String> starts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            starts.add(Browser.location(browser.once("/sign-in")));
        }
        assertThat(browser.open(starts.getFirst()).statusCode()).isEqualTo(400);
        assertThat(browser.open(starts.getLast()).statusCode()).isEqualTo(200);
    }

    @Test
    void callbackWhenIssuerIsAnotherThenRefused() {
        ISSUER.answer = answer -> changed(answer, "iss", "https://evil.test");
        refused(400, "The answer comes from another provider");
        assertThat(ISSUER.tokenRequests).isEmpty();
    }

    @Test
    void callbackWhenPromisedIssuerMissingThenRefused() {
        ISSUER.answer = answer -> {
            answer.remove("iss");
            return answer;
        };
        refused(400, "The answer comes from another provider");
    }

    @Test
    void callbackWhenParameterComesTwiceThenRefused() {
        String callback = Browser.location(browser.once(Browser.location(browser.once("/sign-in"))));
        assertThat(browser.open(callback + "&code=other").statusCode()).isEqualTo(400);
    }

    @Test
    void callbackWhenDeniedThenExplainedAndTextEncoded() {
        ISSUER.answer = answer -> {
            answer.remove("code");
            answer.put("error", "access_denied");
            return changed(answer, "error_description", "<script>alert(1)</script>");
        };
        HttpResponse<String> page = refused(400, "Access was denied");
        assertThat(page.body()).contains("&lt;script&gt;alert(1)").doesNotContain("<script>");
    }

    @Test
    void idTokenWhenNonceIsAnotherThenRefused() {
        ISSUER.claims = claims -> claims.claim("nonce", "another");
        refused(400, "Nonce is the one we sent");
    }

    @Test
    void idTokenWhenForAnotherAppThenRefused() {
        ISSUER.claims = claims -> claims.audience("another-app");
        refused(400, "Audience is this app");
    }

    @Test
    void idTokenWhenSeveralAudiencesWithoutAuthorizedPartyThenRefused() {
        ISSUER.claims = claims -> claims.audience(List.of("demo-web", "another-app"));
        refused(400, "Authorized party is this app");
    }

    @Test
    void idTokenWhenAuthorizedPartyIsAnotherThenRefused() {
        ISSUER.claims = claims -> claims.claim("azp", "another-app");
        refused(400, "Authorized party is this app");
    }

    @Test
    void idTokenWhenIssuedByAnotherThenRefused() {
        ISSUER.claims = claims -> claims.issuer("https://evil.test");
        refused(400, "Issuer is the one we asked");
    }

    @Test
    void idTokenWhenExpiredThenRefused() {
        ISSUER.claims =
                claims -> claims.expirationTime(Date.from(CLOCK.instant().minusSeconds(31)));
        refused(400, "Not expired");
    }

    @Test
    void idTokenWhenFromTheFutureThenRefused() {
        ISSUER.claims = claims -> claims.issueTime(Date.from(CLOCK.instant().plusSeconds(31)));
        refused(400, "Not issued in the future");
    }

    @Test
    void idTokenWhenHashOfAnotherAccessTokenThenRefused() {
        ISSUER.claims = claims -> claims.claim("at_hash", "AAAAAAAAAAAAAAAAAAAAAA");
        refused(400, "Belongs to the access token");
    }

    @Test
    void idTokenWhenSignInOlderThanMaxAgeThenRefused() {
        ISSUER.claims = claims ->
                claims.claim("auth_time", CLOCK.instant().minusSeconds(91).getEpochSecond());
        HttpResponse<String> page = browser.open("/sign-in?max_age=60");
        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).contains("Signed in within max_age");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "HS256", "foreign"})
    void idTokenWhenSignatureWorthlessThenRefused(String algorithm) {
        ISSUER.algorithm = algorithm;
        refused(400, "The ID token was not accepted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS256", "ES256", "EdDSA"})
    void idTokenWhenSignedProperlyThenAccepted(String algorithm) {
        ISSUER.algorithm = algorithm;
        assertThat(browser.open("/sign-in").body()).contains("Signed in to Notes as");
    }

    @Test
    void idTokenWhenKeysRotatedThenNewKeyIsFound() {
        browser.open("/sign-in");
        ISSUER.keys.rotate();
        CLOCK.move(Duration.ofSeconds(11));
        assertThat(browser.open("/sign-in").body()).contains("Signed in to Notes as");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        200 | {"sub":"mallory-1","name":"Mallory"}
        200 | {"name":"Mallory"}
        200 | ["Mallory"]
        200 | Mallory
        200 | {"sub":"alice-1","name":" "}
        401 | {"sub":"alice-1","name":"Mallory"}
        503 | {"error":"temporarily_unavailable"}
        """)
    void userinfoWhenAboutAnotherOrUselessThenSignedInUnderTheSubject(int status, String body) {
        ISSUER.userinfo = StubServer.Reply.json(status, body);
        assertThat(browser.open("/sign-in").body())
                .contains("Signed in to Notes as <strong>alice-1</strong>.")
                .doesNotContain("<strong>Mallory");
    }

    @Test
    void userinfoWhenConnectionBreaksThenSignedInUnderTheSubject() {
        ISSUER.userinfo = null;
        assertThat(browser.open("/sign-in").body()).contains("Signed in to Notes as <strong>alice-1</strong>.");
    }

    private HttpResponse<String> refused(int status, String text) {
        HttpResponse<String> page = browser.open("/sign-in");
        assertThat(page.statusCode()).isEqualTo(status);
        assertThat(page.body()).contains(text);
        assertThat(browser.once("/tokens").body()).contains("Nobody is signed in");
        return page;
    }

    private static Map<String, String> changed(Map<String, String> answer, String name, String value) {
        Map<String, String> changed = new HashMap<>(answer);
        changed.put(name, value);
        return changed;
    }
}
