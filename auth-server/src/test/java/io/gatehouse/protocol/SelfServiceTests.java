package io.gatehouse.protocol;

import static io.gatehouse.protocol.OAuthFlow.json;
import static io.gatehouse.protocol.OAuthFlow.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestClients;
import io.gatehouse.TestClients.App;
import io.gatehouse.TestServer;
import io.gatehouse.account.AccountService;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.shared.MutableClock;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What a person's own pages do to the tokens of applications. */
final class SelfServiceTests {

    private static final Map<String, String> OFFLINE = Map.of("scope", "openid email offline_access");

    private final TestServer server = TestServer.shared();
    private final MutableClock clock = server.clock();
    private final Person person = TestAccounts.active(server);
    private final OAuthFlow flow = new OAuthFlow(server, TestClients.web(server));

    /** The database's superuser spoils what a person's page would show: the rest of the page stays. */
    @Test
    void activityWhenAFieldWasTamperedWithThenOnlyThatIsUnreadable() {
        TestBrowser browser = new TestBrowser(server);
        browser.signIn("/sign-in", person);
        assertThat(browser.get("/account/activity").body())
                .contains("127.0.0.1")
                .doesNotContain("unreadable");
        assertThat(JdbcClient.create(server.database().schemaOwner().dataSource())
                        .sql("""
                                update audit_event set actor_box = set_byte(actor_box, 20, 255 - get_byte(actor_box, 20))
                                where account_id = :account and actor_box is not null
                                """)
                        .param("account", person.id().value())
                        .update())
                .isPositive();
        HttpResponse<String> page = browser.get("/account/activity");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Signed in", "unreadable").doesNotContain("127.0.0.1");
    }

    @Test
    void signOutEverywhereWhenOfflineGrantThenItsRefreshTokenEndsToo() {
        String refresh = text(flow.tokens(person, OFFLINE), "refresh_token");
        TestBrowser other = signedIn();
        other.submit(other.get("/account/sessions"), "/account/sessions/end-others", Map.of());
        assertThat(flow.active(refresh)).as("goes on without a session").isTrue();
        other.submit(other.get("/account/sessions"), "/account/sessions/end-all", Map.of());
        assertThat(flow.active(refresh)).isFalse();
        OAuthFlow.assertRefused(flow.refresh(refresh), 400, "invalid_grant");
    }

    @Test
    void appsWhenGrantedThenListedAndWithdrawnInOneGo() {
        App app = TestClients.webWithConsent(server);
        OAuthFlow asking = new OAuthFlow(server, app);
        String refresh = text(consent(asking), "refresh_token");
        TestBrowser browser = asking.browser;
        HttpResponse<String> page = browser.get("/account/apps");
        assertThat(page.body()).contains("Test &lt;b&gt;app&lt;/b&gt;", "value=\"" + app.id() + "\"");
        withdraw(browser, app.id());
        assertThat(asking.active(refresh)).isFalse();
        assertThat(browser.get("/account/apps").body()).doesNotContain(app.id());
        assertThat(TestBrowser.location(asking.authorize(OFFLINE))).startsWith("/consent?");
        assertThat(server.bean(AuditTrail.class).recent(person.id(), 50))
                .anyMatch(event -> event.action() == AuditAction.APP_WITHDRAWN
                        && app.id().equals(event.detail().get("client")));
        assertThat(browser.get("/account/activity").body()).contains("permission was withdrawn", "An app was allowed");
    }

    @Test
    @Tag("attack-39")
    void attack39_withdrawWhenAppIsSomebodyElsesThenSamePlainAnswerAndNothingHappens() {
        String refresh = text(flow.tokens(person, OFFLINE), "refresh_token");
        TestBrowser attacker = new TestBrowser(server);
        attacker.signIn("/sign-in", TestAccounts.active(server));
        HttpResponse<String> foreign = withdraw(attacker, clientOf(flow));
        HttpResponse<String> unknown = withdraw(attacker, "no-such-app");
        assertThat(TestBrowser.location(foreign)).isEqualTo(TestBrowser.location(unknown));
        assertThat(flow.active(refresh)).isTrue();
        assertThat(attacker.post("/account/apps/withdraw", Map.of("client", "x"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void deletionWhenRequestedThenAllEndsAtOnceAndCanBeTakenBack() {
        JsonNode tokens = flow.tokens(person, OFFLINE);
        TestBrowser browser = flow.browser;
        assertThat(delete(browser, Map.of()).headers().firstValue("Location").orElse(""))
                .isEqualTo("/account/data");
        assertThat(TestBrowser.location(delete(browser, Map.of("sure", "1")))).isEqualTo("/sign-in?signed_out");
        assertThat(flow.active(text(tokens, "refresh_token"))).isFalse();
        assertThat(flow.active(text(tokens, "access_token"))).isFalse();
        assertThat(browser.get("/account").statusCode()).isEqualTo(303);

        browser.signIn("/sign-in", person);
        HttpResponse<String> page = browser.get("/account");
        assertThat(page.body()).contains("Keep my account");
        assertThat(TestBrowser.location(flow.authorize(Map.of()))).isEqualTo("/account");
        assertThat(TestBrowser.query(TestBrowser.location(flow.authorize(Map.of("prompt", "none"))))
                        .get("error"))
                .isEqualTo("interaction_required");
        browser.submit(page, "/account/data/keep", Map.of());
        assertThat(browser.get("/account").body()).doesNotContain("Keep my account");
        assertThat(OAuthFlow.codeOf(TestBrowser.location(flow.authorize(Map.of()))))
                .isNotEmpty();
        clock.advance(Duration.ofDays(15));
        assertThat(server.bean(AccountService.class).deletionsDue(1000)).doesNotContain(person.id());
    }

    @Test
    void downloadWhenProofIsFreshThenOneFileWithoutSecrets() {
        consent(new OAuthFlow(server, TestClients.webWithConsent(server), flow.browser));
        HttpResponse<String> file = download(flow.browser);
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment");
        JsonNode data = json(file);
        assertThat(text(data.path("account"), "email")).isEqualTo(person.email());
        assertThat(text(data.path("profile"), "name")).startsWith("Person");
        assertThat(data.path("devices")).hasSize(1);
        assertThat(data.path("apps")).hasSize(1);
        assertThat(data.path("activity")).isNotEmpty();
        assertThat(file.body()).doesNotContain("argon2", flow.browser.cookie("gatehouse-session"));
        clock.advance(Duration.ofMinutes(6));
        assertThat(TestBrowser.location(download(flow.browser))).startsWith("/sign-in?reauth=1");
        assertThat(TestBrowser.location(delete(flow.browser, Map.of("sure", "1"))))
                .startsWith("/sign-in?reauth=1");
    }

    private JsonNode consent(OAuthFlow asking) {
        HttpResponse<String> question = asking.authorize(OFFLINE);
        String page = TestBrowser.location(question);
        if (page.startsWith("/sign-in")) {
            page = TestBrowser.location(asking.browser.get(TestBrowser.location(asking.browser.signIn(page, person))));
        }
        HttpResponse<String> allowed =
                asking.browser.submit(asking.browser.get(page), "/consent", Map.of("decision", "allow"));
        String code = OAuthFlow.codeOf(TestBrowser.location(asking.browser.get(TestBrowser.location(allowed))));
        return json(asking.exchange(code, Map.of()));
    }

    private TestBrowser signedIn() {
        TestBrowser browser = new TestBrowser(server);
        browser.signIn("/sign-in", person);
        return browser;
    }

    private static String clientOf(OAuthFlow flow) {
        return TestBrowser.query(flow.authorizePath(Map.of())).getOrDefault("client_id", "");
    }

    private static HttpResponse<String> withdraw(TestBrowser browser, String client) {
        return browser.submit(browser.get("/account/apps"), "/account/apps/withdraw", Map.of("client", client));
    }

    private static HttpResponse<String> download(TestBrowser browser) {
        return browser.submit(browser.get("/account/data"), "/account/data/download", Map.of());
    }

    private static HttpResponse<String> delete(TestBrowser browser, Map<String, String> sure) {
        return browser.submit(browser.get("/account/data"), "/account/data/delete", sure);
    }
}
