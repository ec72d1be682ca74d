package io.gatehouse.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestRoles;
import io.gatehouse.TestServer;
import io.gatehouse.account.AccountService;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.database.StatementCounter;
import io.gatehouse.keyring.RandomTokens;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Staying signed in: a token that changes at each use, works for requests that leave together, and betrays its thief. */
final class RememberedBrowserTests {

    private static final String SESSION = "gatehouse-session";
    private static final String REMEMBER = "gatehouse-remember";
    private static final String PAGE = "/account/sessions";

    private final TestServer server = TestServer.shared();
    private final Person person = TestAccounts.active(server);

    @Test
    void signInWhenNotAskedForThenNoTokenAndTheClosedBrowserIsSignedOut() {
        TestBrowser browser = new TestBrowser(server);
        browser.signIn("/sign-in", person);
        assertThat(browser.cookie(REMEMBER)).isEmpty();
        browser.dropCookie(SESSION);
        assertThat(signedIn(browser)).isFalse();
    }

    @Test
    @Tag("attack-16")
    void attack16_pageWhenSessionIsOverThenNewSessionWithTheOldProofAndAnotherToken() {
        TestBrowser browser = remembered();
        String token = browser.cookie(REMEMBER);
        String session = browser.cookie(SESSION);
        Instant authTime = session(browser).authTime();
        server.clock().advance(Duration.ofDays(3));
        HttpResponse<String> page = browser.get(PAGE);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(browser.cookie(REMEMBER)).isNotEmpty().isNotEqualTo(token);
        assertThat(browser.cookie(SESSION)).isNotEqualTo(session);
        assertThat(session(browser).authTime()).isEqualTo(authTime);
        assertThat(session(browser).amr()).containsExactly("pwd");
        // the very page that brought the person back has forms that work
        assertThat(browser.submit(page, PAGE + "/end-others", Map.of()).statusCode())
                .isEqualTo(303);
    }

    @Test
    void pageWhenBrowserWasClosedThenItsSessionGoesOn() {
        TestBrowser browser = remembered();
        browser.dropCookie(SESSION);
        assertThat(signedIn(browser)).isTrue();
        assertThat(server.bean(SessionService.class).devices(person.id())).hasSize(1);
    }

    @Test
    void formWhenSessionIsOverThenNeverSignsIn() {
        TestBrowser browser = remembered();
        HttpResponse<String> page = browser.get(PAGE);
        String token = browser.cookie(REMEMBER);
        server.clock().advance(Duration.ofDays(1));
        HttpResponse<String> answer = browser.submit(page, PAGE + "/end-others", Map.of());
        assertThat(answer.statusCode()).isIn(401, 403);
        assertThat(browser.cookie(REMEMBER)).isEqualTo(token);
    }

    @Test
    void pagesWhenTabsOpenTogetherThenOneSessionAndOneToken() throws Exception {
        TestBrowser browser = remembered();
        String token = browser.cookie(REMEMBER);
        server.clock().advance(Duration.ofDays(1));
        List<TestBrowser> tabs = new ArrayList<>();
        List<Future<Integer>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                TestBrowser tab = new TestBrowser(server);
                tab.plantCookie(REMEMBER, token);
                tabs.add(tab);
                answers.add(threads.submit(() -> tab.get(PAGE).statusCode()));
            }
        }
        for (Future<Integer> answer : answers) {
            assertThat(answer.get()).isEqualTo(200);
        }
        assertThat(tabs)
                .extracting(tab -> tab.cookie(REMEMBER))
                .containsOnly(tabs.getFirst().cookie(REMEMBER))
                .doesNotContain(token, "");
        assertThat(tabs)
                .extracting(tab -> tab.cookie(SESSION))
                .containsOnly(tabs.getFirst().cookie(SESSION))
                .doesNotContain("");
        assertThat(server.bean(SessionService.class).devices(person.id())).hasSize(1);
    }

    @Test
    void tokenWhenShownLongAfterItsReplacementThenEverythingEndsAndTheOwnerIsTold() {
        TestBrowser owner = remembered();
        TestBrowser elsewhere = new TestBrowser(server);
        elsewhere.signIn("/sign-in", person);
        String stolen = owner.cookie(REMEMBER);
        owner.dropCookie(SESSION);
        assertThat(signedIn(owner)).isTrue();
        server.clock().advance(Duration.ofSeconds(61));
        int mails = notices();
        TestBrowser thief = new TestBrowser(server);
        thief.plantCookie(REMEMBER, stolen);
        assertThat(signedIn(thief)).isFalse();
        assertThat(thief.cookie(REMEMBER)).isEmpty();
        assertThat(signedIn(owner)).isFalse();
        assertThat(signedIn(elsewhere)).isFalse();
        assertThat(server.bean(AuditTrail.class).recent(person.id(), 20))
                .anyMatch(event -> event.action() == AuditAction.REMEMBERED_BROWSER_STOLEN && event.address() != null);
        assertThat(notices()).isGreaterThan(mails);
    }

    @Test
    void tokenWhenMadeUpThenCookieGoesAndNothingElse() {
        TestBrowser owner = remembered();
        TestBrowser stranger = new TestBrowser(server);
        stranger.plantCookie(REMEMBER, "A".repeat(43) + "." + "B".repeat(43));
        assertThat(signedIn(stranger)).isFalse();
        assertThat(stranger.cookie(REMEMBER)).isEmpty();
        assertThat(signedIn(owner)).isTrue();
    }

    @Test
    void tokenWhenSignedOutThenWorthless() {
        for (String way : List.of("here", "by the list", "everywhere", "disabled")) {
            TestBrowser browser = remembered();
            String token = browser.cookie(REMEMBER);
            HttpResponse<String> page = browser.get(PAGE);
            switch (way) {
                case "here" -> browser.submit(page, "/sign-out", Map.of());
                case "by the list" -> browser.submit(page, PAGE + "/end", Map.of());
                case "everywhere" -> browser.submit(page, PAGE + "/end-all", Map.of());
                default -> server.bean(AccountService.class).disable(person.id());
            }
            TestBrowser thief = new TestBrowser(server);
            thief.plantCookie(REMEMBER, token);
            assertThat(signedIn(thief)).as(way).isFalse();
        }
    }

    @Test
    void tokenWhenSessionIsOverAndSignedOutElsewhereThenWorthless() {
        TestBrowser browser = remembered();
        server.clock().advance(Duration.ofDays(1));
        TestBrowser other = new TestBrowser(server);
        other.signIn("/sign-in", person);
        HttpResponse<String> page = other.get(PAGE);
        assertThat(page.body()).contains("You chose to stay signed in");
        other.submit(page, PAGE + "/end-others", Map.of());
        assertThat(signedIn(browser)).isFalse();
        assertThat(signedIn(other)).isTrue();
    }

    @Test
    void tokenWhenItsTimeIsOverThenWorthless() {
        TestBrowser browser = remembered();
        server.clock().advance(Duration.ofDays(30));
        assertThat(signedIn(browser)).isFalse();
    }

    @Test
    void pageWhenCookieIsAbsentThenNoStatementMore() throws Exception {
        TestBrowser browser = new TestBrowser(server);
        List<String> statements = server.bean(StatementCounter.class).statementsDuring(() -> browser.get(PAGE));
        assertThat(statements).noneMatch(sql -> sql.contains("session_remembered"));
    }

    @Test
    void tokenWhenStoredThenOnlyAsHash() {
        TestBrowser browser = remembered();
        String token = browser.cookie(REMEMBER);
        String rows = server.database()
                .jdbc()
                .sql("select string_agg(r::text, ' ') from session_remembered r")
                .query(String.class)
                .single();
        assertThat(rows).doesNotContain(token.substring(0, 43)).doesNotContain(token.substring(44));
    }

    @Test
    @Tag("attack-16")
    void attack16_pageWhenAFactorIsRequiredSinceThenSignInFirst() {
        TestServer strict = TestServer.start("gatehouse.sign-in.second-factor-roles=admin");
        try {
            Person admin = TestAccounts.active(strict);
            TestBrowser browser = remembered(strict, admin);
            String token = browser.cookie(REMEMBER);
            browser.dropCookie(SESSION);
            TestRoles.give(strict, admin.id(), "admin");
            assertThat(signedIn(browser)).isFalse();
            assertThat(browser.cookie(REMEMBER)).isEqualTo(token);
            TestRoles.takeAll(strict, admin.id());
            assertThat(signedIn(browser)).isTrue();
        } finally {
            strict.stop();
        }
    }

    private TestBrowser remembered() {
        return remembered(server, person);
    }

    private static TestBrowser remembered(TestServer server, Person person) {
        TestBrowser browser = new TestBrowser(server);
        HttpResponse<String> page = browser.get("/sign-in");
        assertThat(page.body()).contains("name=\"remember\"");
        browser.submit(
                page, "/sign-in", Map.of("email", person.email(), "password", person.password(), "remember", "1"));
        assertThat(browser.cookie(REMEMBER)).hasSize(87);
        return browser;
    }

    private static boolean signedIn(TestBrowser browser) {
        return browser.get(PAGE).statusCode() == 200;
    }

    private SsoSession session(TestBrowser browser) {
        Instant now = server.clock().instant();
        return new JdbcSessions(server.database().dataSource())
                .find(RandomTokens.sha256(browser.cookie(SESSION)), now, now.minus(Duration.ofHours(2)))
                .orElseThrow()
                .session();
    }

    private int notices() {
        return server.database()
                .jdbc()
                .sql("select count(*) from notification_message where kind = 'notice'")
                .query(Integer.class)
                .single();
    }
}
