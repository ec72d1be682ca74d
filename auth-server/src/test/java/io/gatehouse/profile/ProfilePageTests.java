package io.gatehouse.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestServer;
import io.gatehouse.account.Account;
import io.gatehouse.account.AccountService;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.account.Profile;
import io.gatehouse.shared.MutableClock;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Editing the profile, and changing the address that somebody signs in with. */
final class ProfilePageTests {

    private static final String PAGE = "/account/profile";
    private static final String NEW_EMAIL = PAGE + "/new-email";
    private static final String CONFIRM = PAGE + "/email";
    private static final Pattern LINK = Pattern.compile("(/account/profile/email\\?token=[\\w-]+)");

    private final TestServer server = TestServer.shared();
    private final MutableClock clock = server.clock();
    private final Person person = TestAccounts.active(server);
    private final String wanted = "New-" + UUID.randomUUID() + "@example.org";

    @Test
    void saveWhenFieldsAreGoodThenShownAndOtherClaimsStay() {
        accounts().changeProfile(person.id(), seen -> {
            Map<String, Object> claims = new HashMap<>(seen.claims());
            claims.put("website", "https://ada.example");
            claims.put("phone_number_verified", true);
            return new Profile(claims);
        });
        TestBrowser browser = signedIn();
        HttpResponse<String> saved = save(
                browser,
                Map.of(
                        "name", "  Zoë O’Hara ",
                        "address.locality", "Québec",
                        "phone_number", "+1 418 555 0100",
                        "zoneinfo", "America/Toronto",
                        "locale", "fr"));
        assertThat(TestBrowser.location(saved)).isEqualTo(PAGE + "?done");
        assertThat(account().profile().claims())
                .containsEntry("name", "Zoë O’Hara")
                .containsEntry("website", "https://ada.example")
                .containsEntry("address", Map.of("locality", "Québec"))
                .containsEntry("zoneinfo", "America/Toronto")
                .doesNotContainKey("phone_number_verified");
        assertThat(browser.get(PAGE).body()).contains("value=\"Québec\"");
    }

    @Test
    void saveWhenTextCouldDeceiveThenRefusedAndNothingChanges() {
        TestBrowser browser = signedIn();
        Profile before = account().profile();
        List<Map<String, String>> bad = List.of(
                Map.of("name", " "),
                Map.of("name", "Ada\u202Egnp.exe"),
                Map.of("name", "Ada\u2066x"),
                Map.of("name", "Ada\nBcc: everybody"),
                Map.of("name", "Ada\u0000"),
                Map.of("name", "a".repeat(201)),
                Map.of("name", "Ada", "address.country", "a\u2028b"),
                Map.of("name", "Ada", "phone_number", "call me"),
                Map.of("name", "Ada", "locale", "xx-evil"),
                Map.of("name", "Ada", "zoneinfo", "Europe/Atlantis"));
        for (Map<String, String> fields : bad) {
            HttpResponse<String> answer = save(browser, fields);
            assertThat(answer.statusCode()).as("%s", fields).isEqualTo(400);
            assertThat(answer.body()).contains("field-error");
        }
        assertThat(account().profile()).isEqualTo(before);
    }

    @Test
    void saveWhenMarkupThenShownAsText() {
        TestBrowser browser = signedIn();
        save(browser, Map.of("name", "<script>alert(1)</script>"));
        for (String page : List.of(PAGE, "/account", "/")) {
            assertThat(browser.get(page).body()).doesNotContain("<script>alert").contains("&lt;script&gt;");
        }
    }

    @Test
    @Tag("attack-13")
    void attack13_postsWhenNoTokenThenForbidden() {
        TestBrowser browser = signedIn();
        for (String path : List.of(PAGE, NEW_EMAIL, CONFIRM)) {
            assertThat(browser.post(path, Map.of("name", "Eve", "email", wanted))
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void changeEmailWhenConfirmedThereThenBothAreToldAndOnlyTheNewOneSignsIn() {
        TestBrowser browser = signedIn();
        assertThat(TestBrowser.location(request(browser, wanted))).isEqualTo(PAGE + "?done=email");
        assertThat(account().email().value()).isEqualTo(person.email());
        assertThat(TestMailbox.subjects(server, person)).contains("A new e-mail address was asked for");
        String link = link(wanted);
        HttpResponse<String> page = browser.get(link);
        assertThat(page.body()).contains(wanted, person.email());
        assertThat(account().email().value()).isEqualTo(person.email());
        assertThat(press(browser, link).body()).contains("Your address is changed");
        assertThat(account().email().value()).isEqualTo(wanted);
        assertThat(TestMailbox.subjects(server, person)).contains("Your e-mail address was changed");
        assertThat(new TestBrowser(server).signIn("/sign-in", person).statusCode())
                .isEqualTo(401);
        assertThat(new TestBrowser(server)
                        .signIn("/sign-in", new Person(person.id(), wanted, person.password()))
                        .statusCode())
                .isEqualTo(303);
    }

    /** Whoever can read the former mailbox must not get in any more. */
    @Test
    @Tag("attack-11")
    void attack11_resetLinkWhenAddressChangedSinceThenDead() {
        TestBrowser stranger = new TestBrowser(server);
        stranger.submit(stranger.get("/reset-password"), "/reset-password", Map.of("email", person.email()));
        TestBrowser browser = signedIn();
        request(browser, wanted);
        assertThat(resetLinks()).isOne();

        press(browser, link(wanted));

        assertThat(account().email().value()).isEqualTo(wanted);
        assertThat(resetLinks()).isZero();
    }

    private int resetLinks() {
        return server.database()
                .jdbc()
                .sql("select count(*) from password_reset where account_id = :account")
                .param("account", person.id().value())
                .query(Integer.class)
                .single();
    }

    @Test
    @Tag("attack-13")
    void attack13_changeEmailWhenProofIsOldThenSignInAgainFirst() {
        TestBrowser browser = signedIn();
        clock.advance(Duration.ofMinutes(6));
        assertThat(TestBrowser.location(request(browser, wanted)))
                .isEqualTo("/sign-in?reauth=1&continue=%2Faccount%2Fprofile");
        assertThat(pending()).isZero();
    }

    @Test
    @Tag("attack-12")
    void attack12_linkWhenUsedOldReplacedForgedOrForeignThenDead() {
        TestBrowser browser = signedIn();
        request(browser, wanted);
        String first = link(wanted);
        clock.advance(Duration.ofMinutes(2));
        String other = "second-" + wanted;
        request(browser, other);
        String second = link(other);
        assertThat(browser.get(first).statusCode()).isEqualTo(400);
        assertThat(browser.get(second.substring(0, second.length() - 2) + "AA").statusCode())
                .isEqualTo(400);
        Person stranger = TestAccounts.active(server);
        TestBrowser foreign = new TestBrowser(server);
        foreign.signIn("/sign-in", stranger);
        assertThat(foreign.get(second).statusCode()).isEqualTo(400);
        assertThat(foreign.submit(foreign.get("/account"), CONFIRM, Map.of("token", token(second)))
                        .statusCode())
                .isEqualTo(400);
        assertThat(press(browser, second).statusCode()).isEqualTo(200);
        assertThat(browser.submit(browser.get("/account"), CONFIRM, Map.of("token", token(second)))
                        .statusCode())
                .isEqualTo(400);
        request(browser, person.email());
        String third = link(person.email());
        clock.advance(Duration.ofHours(25));
        browser.signIn("/sign-in", new Person(person.id(), other, person.password()));
        assertThat(browser.get(third).statusCode()).isEqualTo(400);
        assertThat(account().email().value()).isEqualTo(other);
    }

    @Test
    void linkWhenPressedTwentyTimesAtOnceThenOneEffect() throws Exception {
        TestBrowser browser = signedIn();
        request(browser, wanted);
        HttpResponse<String> page = browser.get(link(wanted));
        Callable<Integer> press = () -> browser.submit(page, CONFIRM, Map.of()).statusCode();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = threads.invokeAll(Collections.nCopies(20, press));
            long done = 0;
            for (Future<Integer> answer : answers) {
                done += answer.get() == 200 ? 1 : 0;
            }
            assertThat(done).isEqualTo(1);
        }
        assertThat(account().email().value()).isEqualTo(wanted);
    }

    @Test
    @Tag("attack-22")
    void attack22_requestWhenAddressIsTakenThenSameAnswerAndOnlyItsOwnerLearns() {
        Person owner = TestAccounts.active(server);
        TestBrowser one = signedIn();
        HttpResponse<String> taken = request(one, owner.email());
        clock.advance(Duration.ofMinutes(2));
        HttpResponse<String> free = request(one, wanted);
        assertThat(taken.statusCode()).isEqualTo(free.statusCode());
        assertThat(TestBrowser.location(taken)).isEqualTo(TestBrowser.location(free));
        assertThat(TestMailbox.letters(server, owner.email()))
                .anySatisfy(
                        letter -> assertThat(letter.text()).contains("/sign-in").doesNotContain("token="));
    }

    @Test
    void linkWhenAddressWasTakenMeanwhileThenPlainAnswerAndNothingLost() {
        TestBrowser browser = signedIn();
        request(browser, wanted);
        String link = link(wanted);
        Account rival = accounts().ensureActive(EmailAddress.parse(wanted), Profile.named("Rival"));
        HttpResponse<String> answer = press(browser, link);
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(account().email().value()).isEqualTo(person.email());
        assertThat(accounts()
                        .findByEmail(EmailAddress.parse(wanted))
                        .orElseThrow()
                        .id())
                .isEqualTo(rival.id());
        assertThat(browser.get(link).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> save(TestBrowser browser, Map<String, String> fields) {
        return browser.submit(browser.get(PAGE), PAGE, fields);
    }

    private static HttpResponse<String> request(TestBrowser browser, String email) {
        return browser.submit(browser.get(PAGE), NEW_EMAIL, Map.of("email", email));
    }

    private static HttpResponse<String> press(TestBrowser browser, String link) {
        return browser.submit(browser.get(link), CONFIRM, Map.of());
    }

    private String link(String to) {
        List<TestMailbox.Letter> letters = TestMailbox.letters(server, to).stream()
                .filter(letter -> LINK.matcher(letter.text()).find())
                .toList();
        assertThat(letters).hasSize(1);
        Matcher matcher = LINK.matcher(letters.getFirst().text());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static String token(String link) {
        return link.substring(link.indexOf('=') + 1);
    }

    private long pending() {
        return server.database()
                .jdbc()
                .sql("select count(*) from profile_email_change where account_id = :id")
                .param("id", person.id().value())
                .query(Long.class)
                .single();
    }

    private Account account() {
        return accounts().find(person.id()).orElseThrow();
    }

    private AccountService accounts() {
        return server.bean(AccountService.class);
    }

    private TestBrowser signedIn() {
        TestBrowser browser = new TestBrowser(server);
        assertThat(browser.signIn("/sign-in", person).statusCode()).isEqualTo(303);
        return browser;
    }
}
