package io.gatehouse.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestMails;
import io.gatehouse.TestServer;
import io.gatehouse.account.AccountService;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.account.Profile;
import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.Purpose;
import io.gatehouse.keyring.SignedLinks;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The reset link as an attacker sees it: guessed, stolen late, used twice, used by many at once, used out of order. */
final class PasswordResetAttackTests {

    private static final String NEXT = "seven blue herons at dawn";
    private static final String LATER = "green harbour lamp posts";

    private final TestServer server = TestServer.shared();
    private final PasswordService passwords = server.bean(PasswordService.class);
    private final Person person = TestAccounts.active(server);
    private final TestBrowser browser = new TestBrowser(server);

    @Test
    void resetWhenLinkIsUsedThenPasswordCountsEverythingEndsAndNobodyIsSignedIn() {
        TestBrowser thief = new TestBrowser(server);
        thief.signIn("/sign-in", person);
        String continueTo = "/oauth2/authorize?client_id=x&scope=openid";
        String link = requestLink(continueTo);

        HttpResponse<String> page = browser.get(link);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Choose a new password", "At least 8 characters", person.email());
        assertThat(passwords.matches(person.id(), person.password())).isTrue();

        HttpResponse<String> weak = browser.submit(page, ResetController.NEW, Map.of("password", "12345678"));
        assertThat(weak.statusCode()).isEqualTo(400);
        assertThat(weak.body()).contains("Add some letters", "Many people use this password");

        HttpResponse<String> done = browser.submit(page, ResetController.NEW, Map.of("password", NEXT));
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(TestBrowser.location(done))
                .isEqualTo("/reset-password/done?continue=%2Foauth2%2Fauthorize%3Fclient_id%3Dx%26scope%3Dopenid");
        assertThat(browser.get(TestBrowser.location(done)).body())
                .contains("href=\"/sign-in?continue=%2Foauth2%2Fauthorize%3Fclient_id%3Dx%26scope%3Dopenid\"");

        assertThat(passwords.matches(person.id(), NEXT)).isTrue();
        assertThat(browser.get(ChangePasswordController.PATH).statusCode())
                .as("not signed in")
                .isEqualTo(303);
        assertThat(thief.get(ChangePasswordController.PATH).statusCode()).isEqualTo(303);
        TestMails.await(server, person.email(), "password was changed", 1);
        assertThat(events()).contains("password_reset_requested", "password_reset");
    }

    @Test
    void resetWhenPersonKeepsSessionsThenTheyGoOn() {
        TestBrowser other = new TestBrowser(server);
        other.signIn("/sign-in", person);
        String link = requestLink("");

        browser.submit(browser.get(link), ResetController.NEW, Map.of("password", NEXT, "keep", "1"));

        assertThat(passwords.matches(person.id(), NEXT)).isTrue();
        assertThat(other.get(ChangePasswordController.PATH).statusCode()).isEqualTo(200);
    }

    @Test
    @Tag("attack-6")
    void attack6ContinueWhenNotAnAuthorizationRequestOfOursThenDropped() {
        for (String evil : List.of(
                "https://evil.example/",
                "//evil.example",
                "/\\evil.example",
                "/oauth2/authorize?x=%",
                "/oauth2/authorize?x=\r\nSet-Cookie: a=b",
                "/account/delete",
                "/oauth2/authorize")) {
            assertThat(WayOn.safe(evil)).as(evil).isEmpty();
        }
    }

    @Test
    @Tag("attack-9")
    void attack9ResetWhenHostIsPoisonedThenLinkStartsWithTheIssuer() {
        HttpResponse<String> page = browser.get(ResetController.PATH);
        Map<String, String> fields = Map.of("email", person.email(), "_csrf", csrf(page));
        browser.post(
                ResetController.PATH,
                fields,
                "X-Forwarded-Host",
                "evil.example",
                "X-Forwarded-Proto",
                "https",
                "Forwarded",
                "host=evil.example");

        String text = mails().getFirst().text();
        assertThat(text)
                .contains(server.issuer() + "/reset-password/new?token=")
                .doesNotContain("evil");
    }

    @Test
    @Tag("attack-11")
    void attack11StepsWhenTakenOutOfOrderThenPasswordStays() {
        String before = hash();
        HttpResponse<String> ask = browser.get(ResetController.PATH);
        // the last step first, with nothing, with somebody else's words for a token, and with the account's name
        for (String token : List.of("", "AAAA", person.id().toString(), "null", "..", "x".repeat(9000))) {
            HttpResponse<String> answer = browser.submit(
                    ask, ResetController.NEW, Map.of("token", token, "password", NEXT, "email", person.email()));
            assertThat(answer.statusCode()).as(token).isEqualTo(400);
        }
        // asked for, but the mail never read
        browser.submit(ask, ResetController.PATH, Map.of("email", person.email()));
        assertThat(browser.submit(ask, ResetController.NEW, Map.of("password", NEXT, "email", person.email()))
                        .statusCode())
                .isEqualTo(400);
        // pages after the fact change nothing and show nothing
        assertThat(browser.get("/reset-password/done").statusCode()).isEqualTo(200);
        assertThat(browser.get("/reset-password/sent").statusCode()).isEqualTo(200);
        assertThat(browser.get(ChangePasswordController.PATH).statusCode()).isEqualTo(303);
        // the link opened by GET, HEAD or with the password in the address
        String link = mails().getFirst().find("(/reset-password/new\\?token=[\\w-]+)");
        browser.get(link);
        browser.get(link + "&password=" + NEXT.replace(' ', '+'));
        assertThat(browser.send("PUT", link, "").statusCode()).isIn(403, 405);
        // another account's link with this account's name
        Person attacker = TestAccounts.active(server);
        String own = requestLink(attacker, "");
        HttpResponse<String> form = browser.get(own);
        browser.submit(
                form,
                ResetController.NEW,
                Map.of(
                        "password",
                        NEXT,
                        "email",
                        person.email(),
                        "account",
                        person.id().toString(),
                        "username",
                        person.email()));

        assertThat(hash()).isEqualTo(before);
        assertThat(passwords.matches(attacker.id(), NEXT)).isTrue();
    }

    @Test
    @Tag("attack-12")
    void attack12LinkWhenUsedTwiceThenDead() {
        String link = requestLink("");
        HttpResponse<String> page = browser.get(link);
        assertThat(set(page, NEXT).statusCode()).isEqualTo(303);

        assertThat(browser.get(link).statusCode()).isEqualTo(400);
        HttpResponse<String> again = set(page, LATER);
        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(again.body()).contains("does not work any more");
        assertThat(passwords.matches(person.id(), NEXT)).isTrue();
    }

    @Test
    @Tag("attack-12")
    void attack12LinkWhenNewerOneOrPasswordChangedOrTooOldThenDead() {
        HttpResponse<String> first = browser.get(requestLink(""));
        server.clock().advance(Duration.ofMinutes(3));
        request(person.email(), "");
        TestMails.await(server, person.email(), "Set a new password", 2);
        assertThat(set(first, NEXT).statusCode()).as("replaced").isEqualTo(400);

        Person other = TestAccounts.active(server);
        HttpResponse<String> page = browser.get(requestLink(other, ""));
        server.bean(PasswordChanges.class).replace(other.id(), LATER, KeptAccess.nothing(), Locale.ENGLISH);
        assertThat(set(page, NEXT).statusCode()).as("changed meanwhile").isEqualTo(400);

        Person late = TestAccounts.active(server);
        HttpResponse<String> old = browser.get(requestLink(late, ""));
        server.clock().advance(Duration.ofMinutes(30));
        assertThat(set(old, NEXT).statusCode()).as("expired").isEqualTo(400);
        assertThat(passwords.matches(late.id(), late.password())).isTrue();
    }

    @Test
    @Tag("attack-12")
    void attack12LinkWhenPasswordIsOnlyHashedAnewThenAlive() {
        HttpResponse<String> page = browser.get(requestLink(""));
        JdbcPasswords rows = server.bean(JdbcPasswords.class);
        rows.upgrade(person.id(), hash(), passwords.hash(person.password()));

        assertThat(set(page, NEXT).statusCode()).isEqualTo(303);
    }

    @Test
    @Tag("attack-12")
    void attack12LinkWhenUsedByTwentyAtOnceThenOneWins() throws Exception {
        String token = requestLink("").replaceAll(".*token=", "");
        PasswordResets resets = server.bean(PasswordResets.class);
        CountDownLatch start = new CountDownLatch(1);
        List<PasswordResets.Outcome> outcomes;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<PasswordResets.Outcome>> futures = IntStream.range(0, 20)
                    .<Callable<PasswordResets.Outcome>>mapToObj(i -> () -> {
                        start.await();
                        return resets.redeem(token, NEXT + " " + i, false, Locale.ENGLISH);
                    })
                    .map(threads::submit)
                    .toList();
            start.countDown();
            outcomes = futures.stream().map(PasswordResetAttackTests::result).toList();
        }

        assertThat(outcomes).filteredOn(PasswordResets.Done.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(PasswordResets.Dead.class::isInstance).hasSize(19);
        int winner = IntStream.range(0, 20)
                .filter(i -> outcomes.get(i) instanceof PasswordResets.Done)
                .findFirst()
                .orElseThrow();
        assertThat(passwords.matches(person.id(), NEXT + " " + winner)).isTrue();
        TestMails.await(server, person.email(), "password was changed", 1);
    }

    @Test
    @Tag("attack-12")
    void attack12TokenWhenMadeForAnotherPurposeThenWorthless() {
        requestLink("");
        ResetToken token = ResetToken.next(person.id());
        Keyring keyring = server.bean(Keyring.class);
        Clock clock = server.clock();
        for (Purpose purpose : Purpose.values()) {
            String signed =
                    new SignedLinks(keyring, clock, purpose, Duration.ofDays(1)).sign(clock.instant(), token.bytes());
            assertThat(browser.get(ResetController.NEW + "?token=" + signed).statusCode())
                    .as(purpose.name())
                    .isEqualTo(400);
            assertThat(browser.get("/first-admin?token=" + signed).statusCode()).isEqualTo(400);
        }
        String genuine = requestLink(TestAccounts.active(server), "").replaceAll(".*token=", "");
        assertThat(browser.get("/activate?token=" + genuine).statusCode()).isEqualTo(400);
        assertThat(browser.get("/first-admin?token=" + genuine).statusCode()).isEqualTo(400);
    }

    @Test
    @Tag("attack-12")
    void attack12PageWhenItsAddressIsSecretThenNoReferrer() {
        HttpResponse<String> page = browser.get(requestLink(""));

        assertThat(page.headers().allValues("Referrer-Policy")).containsExactly("no-referrer");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        Map<String, String> fields = new HashMap<>(Map.of("_csrf", csrf(page), "password", NEXT));
        fields.put("token", page.body().replaceAll("(?s).*name=\"token\" value=\"([^\"]+)\".*", "$1"));
        assertThat(browser.post(ResetController.NEW, fields, "Origin", "null").statusCode())
                .as("browsers send Origin: null from such a page")
                .isEqualTo(303);
        assertThat(browser.get(ResetController.PATH).headers().firstValue("Referrer-Policy"))
                .contains("same-origin");
    }

    @Test
    @Tag("attack-13")
    void attack13FormsWhenCsrfTokenIsMissingThen403() {
        String token = requestLink("").replaceAll(".*token=", "");

        assertThat(browser.post(ResetController.PATH, Map.of("email", person.email()))
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser.post(ResetController.NEW, Map.of("token", token, "password", NEXT))
                        .statusCode())
                .isEqualTo(403);
        assertThat(passwords.matches(person.id(), person.password())).isTrue();
    }

    @Test
    @Tag("attack-22")
    void attack22RequestWhenAddressIsKnownOrNotThenSameAnswerAndOnlyActiveAccountsGetOneMail() {
        AccountService accounts = server.bean(AccountService.class);
        String unique = person.id().toString();
        String pending = "pending-" + unique + "@example.com";
        accounts.register(EmailAddress.parse(pending), Profile.empty());
        Person disabled = TestAccounts.active(server);
        accounts.disable(disabled.id());
        Set<String> answers = new HashSet<>();
        for (String email : List.of(person.email(), "nobody-" + unique + "@example.com", pending, disabled.email())) {
            long start = System.nanoTime();
            HttpResponse<String> answer = request(email, "");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
            answers.add(answer.statusCode() + " " + TestBrowser.location(answer) + " " + answer.body());
        }
        assertThat(answers).containsExactly("303 /reset-password/sent ");

        request(person.email(), "");
        TestMails.await(server, person.email(), "Set a new password", 1);
        assertThat(TestMails.to(server, pending, "")).isEmpty();
        assertThat(TestMails.to(server, disabled.email(), "")).isEmpty();
        assertThat(TestMails.to(server, person.email(), "Set a new password")).hasSize(1);
    }

    @Test
    @Tag("attack-28")
    void attack28LinkWhenAccountIsDisabledMeanwhileThenDead() {
        HttpResponse<String> page = browser.get(requestLink(""));
        server.bean(AccountService.class).disable(person.id());

        assertThat(set(page, NEXT).statusCode()).isEqualTo(400);
    }

    @Test
    @Tag("attack-16")
    void attack16PasswordWhenNoneWasSetThenLinkSetsTheFirstOne() {
        String email = "key-" + person.id() + "@example.com";
        var account = server.bean(AccountService.class).ensureActive(EmailAddress.parse(email), Profile.empty());
        Person keyOnly = new Person(account.id(), email, "");

        assertThat(set(browser.get(requestLink(keyOnly, "")), NEXT).statusCode())
                .isEqualTo(303);

        assertThat(passwords.matches(account.id(), NEXT)).isTrue();
    }

    private static PasswordResets.Outcome result(Future<PasswordResets.Outcome> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private HttpResponse<String> set(HttpResponse<String> page, String password) {
        return browser.submit(page, ResetController.NEW, Map.of("password", password));
    }

    private HttpResponse<String> request(String email, String continueTo) {
        return browser.submit(
                browser.get(ResetController.PATH),
                ResetController.PATH,
                Map.of("email", email, "continue", continueTo));
    }

    private String requestLink(String continueTo) {
        return requestLink(person, continueTo);
    }

    /** The path of the link that the person got. */
    private String requestLink(Person whose, String continueTo) {
        request(whose.email(), continueTo);
        String link = TestMails.await(server, whose.email(), "Set a new password", 1)
                .getFirst()
                .find("(http\\S+/reset-password/new\\?token=[\\w-]+)");
        assertThat(link).startsWith(server.issuer().toString());
        URI uri = URI.create(link);
        return uri.getPath() + "?" + uri.getQuery();
    }

    private List<TestMails.Letter> mails() {
        return TestMails.await(server, person.email(), "Set a new password", 1);
    }

    private static String csrf(HttpResponse<String> page) {
        return page.body().replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
    }

    private String hash() {
        return server.database()
                .jdbc()
                .sql("select hash from password_credential where account_id = :account")
                .param("account", person.id().value())
                .query(String.class)
                .single();
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
