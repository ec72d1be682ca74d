package io.gatehouse.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestMails;
import io.gatehouse.TestServer;
import java.net.HttpCookie;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The page that changes a password, and what else changes with it. */
final class ChangePasswordIntegrationTests {

    private static final String NEXT = "seven blue herons at dawn";

    private final TestServer server = TestServer.shared();
    private final PasswordService passwords = server.bean(PasswordService.class);
    private final Person person = TestAccounts.active(server);
    private final TestBrowser browser = signedIn();

    @Test
    void pageWhenOpenedThenTellsTheRulesBeforeTyping() {
        HttpResponse<String> answer = browser.get(ChangePasswordController.PATH);
        String page = answer.body();

        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "connect-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page)
                .contains(
                        "At least 8 characters",
                        "Not only digits",
                        "Not much like your name",
                        "Not one of the passwords that many people use",
                        "Hard to guess",
                        "None of your last 5 passwords")
                .contains("aria-describedby=\"password-rules\"", "<script src=\"/assets/password-");
    }

    @Test
    void changeWhenSeveralRulesAreBrokenThenEachSaysSoAndNothingChanges() {
        HttpResponse<String> answer = change(browser, person.password(), "1234567", Map.of());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains(
                        "Choose a password of at least 8 characters",
                        "Add some letters",
                        "Many people use this password",
                        "too easy to guess")
                .doesNotContain("1234567");
        assertThat(passwords.matches(person.id(), person.password())).isTrue();
    }

    @Test
    void changeWhenDoneThenOtherSessionsEndCookieIsNewAndPersonIsTold() {
        TestBrowser other = signedIn();
        String cookie = sessionCookie(browser);

        HttpResponse<String> answer = change(browser, person.password(), NEXT, Map.of());

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(TestBrowser.location(answer)).isEqualTo("/account/password?changed");
        assertThat(passwords.matches(person.id(), NEXT)).isTrue();
        assertThat(passwords.matches(person.id(), person.password())).isFalse();
        assertThat(sessionCookie(browser)).isNotEqualTo(cookie);
        assertThat(browser.get("/account/password?changed").body()).contains("Your password is changed");
        assertThat(other.get(ChangePasswordController.PATH).statusCode()).isEqualTo(303);
        assertThat(TestMails.await(server, person.email(), "password was changed", 1)
                        .getFirst()
                        .text())
                .contains("Forgot your password?")
                .doesNotContain(NEXT);
        assertThat(events()).contains("password_changed");
    }

    @Test
    void changeWhenPersonKeepsTheOthersThenTheyGoOn() {
        TestBrowser other = signedIn();

        assertThat(change(browser, person.password(), NEXT, Map.of("keep", "1")).statusCode())
                .isEqualTo(303);

        assertThat(other.get(ChangePasswordController.PATH).statusCode()).isEqualTo(200);
    }

    @Test
    @Tag("attack-13")
    void attack13ChangeWhenOldPasswordIsWrongOrTokenMissingThenNothingHappens() {
        HttpResponse<String> wrong = change(browser, "not the old one", NEXT, Map.of());
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("This is not your current password");
        assertThat(events()).contains("password_change_refused");

        Map<String, String> fields = Map.of("current", person.password(), "password", NEXT);
        assertThat(browser.post(ChangePasswordController.PATH, fields).statusCode())
                .isEqualTo(403);
        assertThat(new TestBrowser(server)
                        .post(ChangePasswordController.PATH, fields)
                        .statusCode())
                .isIn(401, 403);
        assertThat(passwords.matches(person.id(), person.password())).isTrue();
    }

    @Test
    @Tag("attack-20")
    void attack20ChangeWhenOldPasswordIsGuessedThenThrottled() {
        HttpResponse<String> last = change(browser, "guess 0", NEXT, Map.of());
        for (int i = 1; i < 40 && last.statusCode() != 429; i++) {
            last = change(browser, "guess " + i, NEXT, Map.of());
        }

        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.headers().firstValue("Retry-After")).isPresent();
        assertThat(change(browser, person.password(), NEXT, Map.of()).statusCode())
                .as("even the right one has to wait")
                .isEqualTo(429);
    }

    @Test
    @Tag("attack-20")
    void attack20SignInWhenGuessedAtTheFormThenTheAccountPageIsClosedToo() {
        HttpResponse<String> last = guess(0);
        for (int i = 1; i < 40 && last.statusCode() != 429; i++) {
            last = guess(i);
        }

        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(change(browser, person.password(), NEXT, Map.of()).statusCode())
                .as("the same browser at another door, with the right password")
                .isEqualTo(429);
    }

    private HttpResponse<String> guess(int number) {
        return browser.signIn(
                "/sign-in?reauth=1", new TestAccounts.Person(person.id(), person.email(), "guess " + number));
    }

    @Test
    void historyWhenAnOldPasswordIsChosenAgainThenRefusedUntilItIsOldEnough() {
        PasswordChanges changes = server.bean(PasswordChanges.class);
        List<String> later = List.of(
                "moss on the kettle",
                "green harbour lamp",
                "walrus in a bakery",
                "quiet tin drummer",
                "violet door seven");
        assertThat(replace(changes, person.password())).containsExactly("history");
        for (String password : later) {
            assertThat(replace(changes, password)).isEmpty();
            assertThat(replace(changes, password)).containsExactly("history");
        }

        assertThat(replace(changes, later.getFirst())).containsExactly("history");
        assertThat(replace(changes, person.password())).as("five passwords ago").isEmpty();
        assertThat(server.database()
                        .jdbc()
                        .sql("select count(*) from password_history where account_id = :account")
                        .param("account", person.id().value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(4);
    }

    @Test
    void mustChangeWhenDemandedThenUntilTheNextPassword() {
        assertThat(passwords.mustChange(person.id())).isFalse();
        passwords.demandChange(person.id());
        assertThat(passwords.mustChange(person.id())).isTrue();

        replace(server.bean(PasswordChanges.class), NEXT);

        assertThat(passwords.mustChange(person.id())).isFalse();
    }

    @Test
    @Tag("attack-16")
    void attack16SignInWhenPasswordMustChangeThenOnlyANewOneLeadsOn() {
        passwords.demandChange(person.id());
        TestBrowser fresh = new TestBrowser(server);
        HttpResponse<String> first = fresh.signIn("/sign-in?continue=/account/password", person);
        assertThat(TestBrowser.location(first)).isEqualTo("/sign-in/new-password");
        assertThat(fresh.get(ChangePasswordController.PATH).statusCode())
                .as("not signed in")
                .isEqualTo(303);
        TestBrowser thief = new TestBrowser(server);
        thief.signIn("/sign-in", person);
        HttpResponse<String> thiefsPage = thief.get("/sign-in/new-password");

        HttpResponse<String> page = fresh.get("/sign-in/new-password");
        assertThat(page.body()).contains("At least 8 characters");
        assertThat(fresh.submit(page, "/sign-in/new-password", Map.of("password", person.password()))
                        .body())
                .contains("You had this password before");
        HttpResponse<String> done = fresh.submit(page, "/sign-in/new-password", Map.of("password", NEXT));

        assertThat(TestBrowser.location(done)).isEqualTo("/account/password");
        assertThat(fresh.get(ChangePasswordController.PATH).statusCode()).isEqualTo(200);
        HttpResponse<String> tooLate =
                thief.submit(thiefsPage, "/sign-in/new-password", Map.of("password", "walrus in a bakery"));
        assertThat(TestBrowser.location(tooLate)).isEqualTo("/sign-in");
        assertThat(passwords.matches(person.id(), NEXT)).isTrue();
    }

    @Test
    void feedbackWhenTypingThenTellsWhatTheFormWouldTell() {
        String page = browser.get(ChangePasswordController.PATH).body();
        String ticket = page.replaceAll("(?s).*data-ticket=\"([^\"]+)\".*", "$1");
        String csrf = page.replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
        Map<String, String> fields = new HashMap<>(Map.of("_csrf", csrf, "ticket", ticket, "password", "1234567"));

        HttpResponse<String> weak = browser.post(FeedbackController.PATH, fields);
        assertThat(weak.statusCode()).isEqualTo(200);
        assertThat(weak.body())
                .contains("\"score\":0", "\"rule\":\"length\"", "\"rule\":\"numeric\"", "\"rule\":\"common\"")
                .doesNotContain("history", "1234567");
        fields.put("password", person.email());
        assertThat(browser.post(FeedbackController.PATH, fields).body()).contains("\"rule\":\"similar\"");
        fields.put("password", NEXT);
        assertThat(browser.post(FeedbackController.PATH, fields).body()).contains("\"score\":4", "\"broken\":[]");
        fields.put("ticket", "AAAA");
        assertThat(browser.post(FeedbackController.PATH, fields).statusCode()).isEqualTo(200);
        fields.remove("_csrf");
        assertThat(browser.post(FeedbackController.PATH, fields).statusCode()).isEqualTo(403);
    }

    private List<String> replace(PasswordChanges changes, String password) {
        return changes.replace(person.id(), password, KeptAccess.all(), Locale.ENGLISH).stream()
                .map(PasswordAdvice::rule)
                .toList();
    }

    private static HttpResponse<String> change(
            TestBrowser browser, String current, String password, Map<String, String> more) {
        Map<String, String> fields = new HashMap<>(Map.of("current", current, "password", password));
        fields.putAll(more);
        return browser.submit(browser.get(ChangePasswordController.PATH), ChangePasswordController.PATH, fields);
    }

    private TestBrowser signedIn() {
        TestBrowser fresh = new TestBrowser(server);
        assertThat(fresh.signIn("/sign-in", person).statusCode()).isEqualTo(303);
        return fresh;
    }

    private static String sessionCookie(TestBrowser browser) {
        return browser.cookies().stream()
                .filter(cookie -> cookie.getName().equals("gatehouse-session"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElseThrow();
    }

    private List<String> events() {
        return server.database()
                .jdbc()
                .sql("select action from audit_event where account_id = :account")
                .param("account", person.id().value())
                .query(String.class)
                .list();
    }
}
