package io.gatehouse.protocol;

import static io.gatehouse.protocol.OAuthFlow.claims;
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
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a person is asked, when, and never twice for one request (OpenID Connect Core 3.1.2.1 to 3.1.2.4). */
final class InteractionTests {

    private final TestServer server = TestServer.shared();
    private final App app = TestClients.web(server);
    private final Person person = TestAccounts.active(server);
    private final OAuthFlow flow = new OAuthFlow(server, app);

    @Test
    void promptNoneWhenNotSignedInThenLoginRequired() {
        assertThat(error(flow, Map.of("prompt", "none"))).isEqualTo("login_required");
    }

    @Test
    void promptNoneWhenSignedInThenCode() {
        flow.code(person, Map.of());
        assertThat(OAuthFlow.codeOf(answer(flow, Map.of("prompt", "none")))).isNotEmpty();
    }

    @Test
    void promptNoneWhenConsentMissingThenConsentRequired() {
        flow.code(person, Map.of());
        OAuthFlow asking = new OAuthFlow(server, TestClients.webWithConsent(server), flow.browser);
        assertThat(error(asking, Map.of("prompt", "none"))).isEqualTo("consent_required");
    }

    @Test
    void promptLoginWhenSignedInThenAskedOnceAndAuthTimeIsNew() {
        String before = text(flow.tokens(person, Map.of()), "id_token");
        server.clock().advance(Duration.ofMinutes(10));
        String location = flow.signInAndReturn(person, Map.of("prompt", "login"));
        String after = text(OAuthFlow.json(flow.exchange(OAuthFlow.codeOf(location), Map.of())), "id_token");
        assertThat((Long) claims(after).getClaim("auth_time"))
                .isEqualTo((Long) claims(before).getClaim("auth_time") + 600);
    }

    @Test
    void promptLoginWhenMarkOfAnOlderQuestionThenAskedAgain() {
        HttpResponse<String> question = flow.authorize(Map.of("prompt", "login"));
        String wayBack = TestBrowser.query(TestBrowser.location(question)).getOrDefault("continue", "");
        flow.browser.signIn(TestBrowser.location(question), person);
        assertThat(TestBrowser.location(flow.browser.get(wayBack))).startsWith(TestClients.REDIRECT_URI);
        server.clock().advance(Duration.ofMinutes(31));
        assertThat(TestBrowser.location(flow.browser.get(wayBack))).startsWith("/sign-in?");
    }

    @Test
    @Tag("attack-15")
    void attack15_promptLoginWhenMarkIsForgedOrOfAnotherRequestThenAsked() {
        HttpResponse<String> question = flow.authorize(Map.of("prompt", "login"));
        flow.browser.signIn(TestBrowser.location(question), person);
        String wayBack = TestBrowser.query(TestBrowser.location(question)).getOrDefault("continue", "");
        String mark = TestBrowser.query(wayBack).getOrDefault("interaction", "");
        assertThat(TestBrowser.location(
                        flow.authorize(Map.of("prompt", "login", "state", "another", "interaction", mark))))
                .startsWith("/sign-in?");
        assertThat(TestBrowser.location(
                        flow.authorize(Map.of("prompt", "login", "interaction", "A" + mark.substring(1)))))
                .startsWith("/sign-in?");
    }

    @Test
    void selectAccountWhenSignedInThenAskedOnceAndTheSameSessionGoesOn() {
        String before = text(flow.tokens(person, Map.of()), "id_token");
        server.clock().advance(Duration.ofMinutes(10));
        HttpResponse<String> page = chooser(Map.of("prompt", "select_account"));
        assertThat(page.body()).contains("Continue as Person", person.email(), "Use another account");

        String back = choose(page, person.id().toString());

        String answer = TestBrowser.location(flow.browser.get(back));
        String after = text(OAuthFlow.json(flow.exchange(OAuthFlow.codeOf(answer), Map.of())), "id_token");
        assertThat(claims(after).getClaim("auth_time")).isEqualTo(claims(before).getClaim("auth_time"));
        assertThat(answer(flow, Map.of("prompt", "select_account")))
                .as("another request asks anew")
                .startsWith("/select-account?");
    }

    @Test
    void selectAccountWhenAnotherIsWantedThenSignedInAsThatOneAndNotAskedAgain() {
        flow.code(person, Map.of());
        server.clock().advance(Duration.ofSeconds(1));
        String signIn = choose(chooser(Map.of("prompt", "select_account")), "another");
        assertThat(signIn).startsWith("/sign-in?another=1&reauth=1&continue=");
        assertThat(flow.browser.get(signIn).body()).doesNotContain(person.email());
        Person other = TestAccounts.active(server);

        String back = TestBrowser.location(flow.browser.signIn(signIn, other));

        String answer = TestBrowser.location(flow.browser.get(back));
        String token = text(OAuthFlow.json(flow.exchange(OAuthFlow.codeOf(answer), Map.of())), "id_token");
        assertThat(claims(token).getSubject()).isEqualTo(other.id().toString());
    }

    @Test
    void selectAccountWhenNobodyIsSignedInThenTheUsualSignIn() {
        assertThat(flow.signInAndReturn(person, Map.of("prompt", "select_account")))
                .startsWith(TestClients.REDIRECT_URI + "?code=");
    }

    @Test
    void selectAccountAndLoginWhenBothAskedThenEachPageComesOnce() {
        flow.code(person, Map.of());
        server.clock().advance(Duration.ofSeconds(1));
        HttpResponse<String> page = chooser(Map.of("prompt", "select_account login"));
        String signIn =
                TestBrowser.location(flow.browser.get(choose(page, person.id().toString())));
        assertThat(signIn).startsWith("/sign-in?").contains("reauth=1");
        Person other = TestAccounts.active(server);
        String back = TestBrowser.location(flow.browser.signIn(signIn, other));
        assertThat(TestBrowser.location(flow.browser.get(back))).startsWith(TestClients.REDIRECT_URI + "?code=");
    }

    @Test
    @Tag("attack-15")
    void attack15_selectAccountWhenMarkIsOfAnotherSessionOrRequestOrForgedThenAsked() {
        flow.code(person, Map.of());
        OAuthFlow victim = new OAuthFlow(server, app);
        victim.code(TestAccounts.active(server), Map.of());
        server.clock().advance(Duration.ofSeconds(1));
        HttpResponse<String> page = chooser(Map.of("prompt", "select_account"));
        String back = choose(page, person.id().toString());
        assertThat(TestBrowser.location(victim.browser.get(back))).startsWith("/select-account?");
        String mark = TestBrowser.query(back).getOrDefault("interaction", "");
        assertThat(answer(flow, Map.of("prompt", "select_account", "state", "another", "interaction", mark)))
                .startsWith("/select-account?");
        assertThat(flow.browser
                        .get("/select-account?continue=https://evil.example")
                        .statusCode())
                .isEqualTo(400);
        assertThat(flow.browser
                        .post("/select-account", Map.of("continue", back))
                        .statusCode())
                .isEqualTo(403);
    }

    private HttpResponse<String> chooser(Map<String, String> overrides) {
        String question = answer(flow, overrides);
        assertThat(question).startsWith("/select-account?continue=");
        return flow.browser.get(question);
    }

    private String choose(HttpResponse<String> page, String account) {
        return TestBrowser.location(flow.browser.submit(page, "/select-account", Map.of("account", account)));
    }

    @Test
    void maxAgeWhenSignInIsOlderThenAskedElseNot() {
        flow.code(person, Map.of());
        server.clock().advance(Duration.ofSeconds(100));
        assertThat(answer(flow, Map.of("max_age", "1000"))).startsWith(TestClients.REDIRECT_URI + "?code=");
        assertThat(answer(flow, Map.of("max_age", "50"))).startsWith("/sign-in?");
        assertThat(error(flow, Map.of("max_age", "50", "prompt", "none"))).isEqualTo("login_required");
        assertThat(flow.signInAndReturn(person, Map.of("max_age", "0")))
                .startsWith(TestClients.REDIRECT_URI + "?code=");
    }

    @Test
    void idTokenHintWhenAnotherPersonThenAskedAndRefusedIfStillAnother() {
        String hint = text(flow.tokens(person, Map.of()), "id_token");
        assertThat(answer(flow, Map.of("id_token_hint", hint))).startsWith(TestClients.REDIRECT_URI + "?code=");

        OAuthFlow elsewhere = new OAuthFlow(server, app);
        Person other = TestAccounts.active(server);
        elsewhere.code(other, Map.of());
        assertThat(error(elsewhere, Map.of("id_token_hint", hint, "prompt", "none")))
                .isEqualTo("login_required");
        assertThat(elsewhere.signInAndReturn(other, Map.of("id_token_hint", hint)))
                .contains("error=login_required");
        assertThat(error(flow, Map.of("id_token_hint", "nonsense"))).isEqualTo("invalid_request");
    }

    @Test
    void loginHintWhenGivenThenTheFormHoldsIt() {
        HttpResponse<String> question = flow.authorize(Map.of("login_hint", "someone@example.com"));
        assertThat(flow.browser.get(TestBrowser.location(question)).body()).contains("value=\"someone@example.com\"");
    }

    @Test
    void consentWhenAllowedThenRememberedAndNewScopeMeansNewQuestion() {
        App asking = TestClients.webWithConsent(server);
        OAuthFlow consenting = new OAuthFlow(server, asking);
        String page = consenting.signInAndReturn(person, Map.of("scope", "openid"));
        assertThat(page).startsWith("/consent?continue=");
        HttpResponse<String> consent = consenting.browser.get(page);
        assertThat(consent.body()).contains("Test &lt;b&gt;app&lt;/b&gt;").doesNotContain("<b>app</b>");
        HttpResponse<String> allowed = consenting.browser.submit(consent, "/consent", Map.of("decision", "allow"));
        assertThat(TestBrowser.location(consenting.browser.get(TestBrowser.location(allowed))))
                .startsWith(TestClients.REDIRECT_URI + "?code=");

        assertThat(answer(consenting, Map.of("scope", "openid"))).startsWith(TestClients.REDIRECT_URI + "?code=");
        assertThat(answer(consenting, Map.of("scope", "openid email"))).startsWith("/consent?continue=");
        assertThat(answer(consenting, Map.of("scope", "openid", "prompt", "consent")))
                .startsWith("/consent?");
    }

    @Test
    void consentWhenDeclinedThenAccessDeniedAndNothingRemembered() {
        OAuthFlow consenting = new OAuthFlow(server, TestClients.webWithConsent(server));
        HttpResponse<String> consent = consenting.browser.get(consenting.signInAndReturn(person, Map.of()));
        HttpResponse<String> declined = consenting.browser.submit(consent, "/consent", Map.of("decision", "deny"));
        String answer = TestBrowser.location(consenting.browser.get(TestBrowser.location(declined)));
        assertThat(TestBrowser.query(answer))
                .containsEntry("error", "access_denied")
                .containsEntry("iss", server.issuer().toString());
        assertThat(answer(consenting, Map.of())).startsWith("/consent?");
    }

    @Test
    void promptLoginAndConsentWhenBothAskedThenEachPageComesOnce() {
        flow.code(person, Map.of());
        OAuthFlow consenting = new OAuthFlow(server, TestClients.webWithConsent(server), flow.browser);
        String consentPage = consenting.signInAndReturn(person, Map.of("prompt", "login consent"));
        assertThat(consentPage).startsWith("/consent?");
        HttpResponse<String> consent = consenting.browser.get(consentPage);
        HttpResponse<String> allowed = consenting.browser.submit(consent, "/consent", Map.of("decision", "allow"));
        assertThat(TestBrowser.location(consenting.browser.get(TestBrowser.location(allowed))))
                .startsWith(TestClients.REDIRECT_URI + "?code=");
    }

    @Test
    @Tag("attack-13")
    void attack13_consentWhenNoCsrfTokenThenForbiddenAndNothingRemembered() {
        OAuthFlow consenting = new OAuthFlow(server, TestClients.webWithConsent(server));
        String page = consenting.signInAndReturn(person, Map.of());
        String wayBack = TestBrowser.query(page).getOrDefault("continue", "");
        assertThat(consenting
                        .browser
                        .post("/consent", Map.of("continue", wayBack, "decision", "allow"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(answer(consenting, Map.of())).startsWith("/consent?");
    }

    private static String answer(OAuthFlow flow, Map<String, String> overrides) {
        return TestBrowser.location(flow.authorize(overrides));
    }

    private static String error(OAuthFlow flow, Map<String, String> overrides) {
        return TestBrowser.query(answer(flow, overrides)).getOrDefault("error", "");
    }

    /** Initiating User Registration via OpenID Connect 1.0. */
    @Test
    void promptCreateWhenSignedInThenSignUpOnceAndAFreshSignInAfterThat() {
        flow.code(person, Map.of());
        server.clock().advance(Duration.ofSeconds(1));
        HttpResponse<String> question = flow.authorize(Map.of("prompt", "create"));
        assertThat(TestBrowser.location(question)).startsWith("/sign-up?continue=");
        String wayBack = TestBrowser.query(TestBrowser.location(question)).getOrDefault("continue", "");

        String again = TestBrowser.location(flow.browser.get(wayBack));
        assertThat(again).startsWith("/sign-in?continue=").contains("reauth=1");
        flow.browser.signIn(again, TestAccounts.active(server));
        assertThat(TestBrowser.location(flow.browser.get(wayBack))).contains("code=");
    }

    /** RFC 9470 section 4: a password alone never passes as two factors. */
    @Test
    @Tag("attack-16")
    void acrValuesWhenMultiFactorAskedThenAPasswordAloneIsNotEnough() {
        HttpResponse<String> question = flow.authorize(Map.of("acr_values", "urn:gatehouse:acr:mfa"));
        String signIn = TestBrowser.location(question);
        assertThat(signIn).contains("step_up=mfa");
        String wayBack = TestBrowser.query(signIn).getOrDefault("continue", "");

        HttpResponse<String> signedIn = flow.browser.signIn(signIn, person);
        assertThat(TestBrowser.location(signedIn)).isEqualTo("/sign-in/enrol");
        assertThat(flow.browser.get("/").statusCode()).isEqualTo(303);

        flow.browser.signIn(signIn.replace("&step_up=mfa", ""), person);
        assertThat(TestBrowser.location(flow.browser.get(wayBack))).contains("unmet_authentication_requirements");
        assertThat(error(flow, Map.of("acr_values", "urn:gatehouse:acr:mfa", "prompt", "none")))
                .isEqualTo("login_required");
        assertThat(error(flow, Map.of("acr_values", "urn:gatehouse:acr:pwd urn:gatehouse:acr:mfa", "prompt", "none")))
                .isEmpty();
    }
}
