package io.gatehouse.protocol;

import static io.gatehouse.protocol.OAuthFlow.json;
import static io.gatehouse.protocol.OAuthFlow.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestClients;
import io.gatehouse.TestClients.App;
import io.gatehouse.TestRoles;
import io.gatehouse.TestServer;
import io.gatehouse.client.ClaimRules;
import io.gatehouse.client.ClientKeySource;
import io.gatehouse.client.ClientRegistration;
import io.gatehouse.client.ClientRights;
import io.gatehouse.client.ClientService;
import io.gatehouse.client.ClientUris;
import io.gatehouse.client.TokenRules;
import io.gatehouse.trace.Step;
import io.gatehouse.trace.TracedStep;
import io.gatehouse.trace.Traces;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Any request of a sign-in says, by its id, what was decided on the whole way, and why. */
final class ExplainedRequestTests {

    private final TestServer server = TestServer.shared();
    private final Person person = TestAccounts.active(server);

    /** The server of the tests writes no steps by itself, and leaves successes out when too many wait. */
    @BeforeEach
    void write() {
        server.bean(Traces.class).around("");
    }

    private List<TracedStep> around(HttpResponse<?> answer) {
        return server.bean(Traces.class)
                .around(answer.headers().firstValue("X-Request-Id").orElseThrow());
    }

    private static String line(TracedStep step) {
        return step.kind().code() + " " + step.outcome().code() + " "
                + step.facts().getOrDefault("because", "-");
    }

    @Test
    void flowWhenAnyOfItsRequestsIsAskedForThenEachDecisionWithItsReason() {
        App app = TestClients.webWithConsent(server);
        OAuthFlow flow = new OAuthFlow(server, app);
        String page = flow.signInAndReturn(person, Map.of());
        HttpResponse<String> consent = flow.browser.get(page);
        HttpResponse<String> allowed = flow.browser.submit(consent, "/consent", Map.of("decision", "allow"));
        HttpResponse<String> back = flow.browser.get(TestBrowser.location(allowed));
        HttpResponse<String> tokens = flow.exchange(OAuthFlow.codeOf(TestBrowser.location(back)), Map.of());
        String refreshToken = text(json(tokens), "refresh_token");
        HttpResponse<String> narrowed =
                flow.token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken, "scope", "openid"));

        assertThat(around(narrowed))
                .extracting(ExplainedRequestTests::line)
                .containsExactly(
                        "authorize asked no-session",
                        "sign-in done factor-none",
                        "authorize asked consent-missing",
                        "consent done -",
                        "authorize done -",
                        "token done -",
                        "token done -");
        assertThat(around(tokens)).hasSize(7).isEqualTo(around(allowed)).isEqualTo(around(back));
        assertThat(around(narrowed).getLast().facts())
                .containsEntry("granted", "openid")
                .containsEntry("dropped", "email profile");
        assertThat(around(narrowed))
                .allSatisfy(step -> assertThat(step.facts().values().toString())
                        .doesNotContain(refreshToken)
                        .doesNotContain(OAuthFlow.codeOf(TestBrowser.location(back)))
                        .doesNotContain(person.email()));
    }

    @Test
    void requestWhenRefusedThenTheCauseThatTheAnswerKeepsToItself() {
        App app = TestClients.publicApp(server);
        OAuthFlow flow = new OAuthFlow(server, app);
        TracedStep beyond =
                around(flow.authorize(Map.of("scope", "openid notes:delete"))).getFirst();
        assertThat(beyond.outcome()).isEqualTo(Step.Outcome.REFUSED);
        assertThat(beyond.facts()).containsEntry("error", "invalid_scope").containsEntry("not-allowed", "notes:delete");

        String code = flow.code(person, Map.of());
        flow.exchange(code, Map.of());
        List<TracedStep> replay = around(flow.exchange(code, Map.of()));
        assertThat(replay.getLast().facts())
                .containsEntry("error", "invalid_grant")
                .hasEntrySatisfying("cause", cause -> assertThat(cause).contains("used before", "revoked"));

        HttpResponse<String> stranger = new TestBrowser(server)
                .post("/oauth2/token", Map.of("grant_type", "authorization_code", "client_id", "nobody-" + app.id()));
        assertThat(around(stranger)).singleElement().satisfies(step -> {
            assertThat(step.links().clientId()).isEqualTo("nobody-" + app.id());
            assertThat(step.facts()).containsEntry("error", "invalid_client");
        });
    }

    @Test
    void tokenWhenClientFiltersRolesThenThoseLeftOutAreNamed() {
        App app = TestClients.publicApp(server);
        TokenRules usual = TokenRules.DEFAULT;
        server.bean(ClientService.class)
                .save(new ClientRegistration(
                        app.id(),
                        "Public app",
                        new ClientRights(
                                List.of("none"), List.of("authorization_code"), TestClients.SCOPES, true, false, false),
                        ClientUris.redirect(List.of(TestClients.REDIRECT_URI), List.of()),
                        ClientKeySource.NONE,
                        new TokenRules(
                                usual.accessTokenAlgorithm(),
                                usual.idTokenAlgorithm(),
                                Duration.ofMinutes(5),
                                usual.refreshTokenIdle(),
                                usual.refreshTokenMax(),
                                new ClaimRules(ClaimRules.Content.ROLES, List.of("notes:"), 10)),
                        List.of(),
                        false));
        String role = "far-" + UUID.randomUUID();
        TestRoles.give(server, person.id(), role);
        OAuthFlow flow = new OAuthFlow(server, app);
        HttpResponse<String> answer = flow.exchange(flow.code(person, Map.of()), Map.of());
        JsonNode tokens = json(answer);
        assertThat(OAuthFlow.claims(text(tokens, "access_token")).getClaim("roles"))
                .isNull();
        assertThat(around(answer).getLast().facts().get("left-out-filter")).contains(role);
    }

    @Test
    void flowWhenAdministratorLooksThenInWordsAndForNobodyElse() {
        App app = TestClients.publicApp(server);
        OAuthFlow flow = new OAuthFlow(server, app);
        HttpResponse<String> answer = flow.exchange(flow.code(person, Map.of()), Map.of());
        String path = "/admin/flow?request="
                + answer.headers().firstValue("X-Request-Id").orElseThrow();
        assertThat(flow.browser.get(path).statusCode()).isEqualTo(404);
        Person admin = TestAccounts.active(server);
        TestRoles.give(server, admin.id(), "admin");
        TestBrowser browser = new TestBrowser(server);
        browser.signIn("/sign-in?continue=%2Faccount", admin);
        assertThat(browser.get(path).body())
                .contains("Nobody was signed in in this browser", "no rule requires one", "this request")
                .contains(app.id(), person.id().toString())
                .doesNotContain("??");
        assertThat(browser.get("/admin/flow?request=AAAAAAAAAAAA").body()).contains("Nothing is known");
        assertThat(browser.get("/admin/flow?request=%27%20or%201=1").body()).contains("Nothing is known");
    }
}
