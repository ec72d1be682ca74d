package io.gatehouse.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.gatehouse.account.Account;
import io.gatehouse.account.AccountService;
import io.gatehouse.account.AccountStatus;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.account.Profile;
import io.gatehouse.database.TestDatabase;
import io.gatehouse.password.PasswordService;
import io.gatehouse.shared.MutableClock;
import io.gatehouse.web.TestBrowser;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Sign-up and activation over HTTP, with a mail server that can go away and a clock that can move. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
final class RegistrationIntegrationTests {

    private static final String PASSWORD = "correct horse battery staple";
    private static final Pattern LINK = Pattern.compile("http://localhost:9000(/activate\\?token=[\\w-]+)");
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final MutableClock CLOCK = new MutableClock();
    private static final ServerSetup SMTP = new ServerSetup(freePort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
    private static final GreenMail MAIL = new GreenMail(SMTP);

    @TempDir
    static Path data;

    @Autowired
    AccountService accounts;

    @Autowired
    PasswordService passwords;

    @Autowired
    RegistrationPurgeJob purge;

    @LocalServerPort
    int port;

    private final EmailAddress email = EmailAddress.parse("Ann-" + UUID.randomUUID() + "@example.org");

    @TestConfiguration(proxyBeanMethods = false)
    static class Time {
        @Bean
        @Primary
        MutableClock movableClock() {
            return CLOCK;
        }
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        DATABASE.settings().forEach((name, value) -> registry.add(name, () -> value));
        registry.add("gatehouse.data", () -> data);
        registry.add("gatehouse.smtp.host", () -> "127.0.0.1");
        registry.add("gatehouse.smtp.port", SMTP::getPort);
        registry.add("gatehouse.smtp.starttls", () -> false);
    }

    @BeforeEach
    void mailServer() {
        if (!MAIL.isRunning()) {
            MAIL.start();
        }
    }

    @AfterAll
    static void close() {
        MAIL.stop();
    }

    @Test
    void signUpWhenAddressIsNewThenTheMailedLinkActivates() {
        TestBrowser browser = browser();
        HttpResponse<String> answer = signUp(browser, email, PASSWORD);
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(location(answer)).isEqualTo("/sign-up/sent");
        assertThat(status()).isEqualTo(AccountStatus.PENDING);

        String link = links(1).getFirst();
        HttpResponse<String> page = browser.get(link);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("One press").doesNotContain("type=\"password\"");
        assertThat(status()).isEqualTo(AccountStatus.PENDING);

        HttpResponse<String> activated = press(browser, link, Map.of());
        assertThat(activated.statusCode()).isEqualTo(303);
        assertThat(location(activated)).isEqualTo("/sign-in?activated");
        Account account = accounts.findByEmail(email).orElseThrow();
        assertThat(account.active() && account.emailVerified()).isTrue();
        assertThat(account.profile()).isEqualTo(Profile.named("Ann Lee"));
        assertThat(passwords.matches(account.id(), PASSWORD)).isTrue();
    }

    @Test
    void activateWhenSignUpCameFromAnAppThenTheSameBrowserGoesOnThereAndNoOther() {
        String request = "/oauth2/authorize?response_type=code&client_id=a&state=x%26y";
        TestBrowser browser = browser();
        Map<String, String> fields = new HashMap<>(form(email, PASSWORD));
        fields.put("continue", request);
        browser.submit("/sign-up", "/sign-up", fields);
        String link = links(1).getFirst();
        assertThat(link).doesNotContain("continue", "authorize");
        assertThat(location(press(browser, link, Map.of())))
                .isEqualTo("/sign-in?activated&continue=%2Foauth2%2Fauthorize%3Fresponse_type%3Dcode%26client_id%3Da"
                        + "%26state%3Dx%2526y");

        EmailAddress other = EmailAddress.parse("other-" + email);
        fields.put("email", other.value());
        browser.submit("/sign-up", "/sign-up", fields);
        HttpResponse<String> elsewhere = press(browser(), links(other, 1).getFirst(), Map.of("password", PASSWORD));
        assertThat(location(elsewhere)).isEqualTo("/sign-in?activated");
    }

    @Test
    @Tag("attack-6")
    void activateWhenContinuationLeavesTheServerThenForgotten() {
        for (String evil : List.of("https://evil.example/", "//evil.example", "/\\evil.example", "/a\u0000b")) {
            EmailAddress address = EmailAddress.parse("evil-" + UUID.randomUUID() + "@example.org");
            TestBrowser browser = browser();
            Map<String, String> fields = new HashMap<>(form(address, PASSWORD));
            fields.put("continue", evil);
            assertThat(browser.submit("/sign-up", "/sign-up", fields).statusCode())
                    .isEqualTo(303);
            assertThat(location(press(browser, links(address, 1).getFirst(), Map.of())))
                    .isEqualTo("/sign-in?activated");
        }
    }

    @Test
    @Tag("attack-12")
    void activateWhenLinkIsUsedTwiceThenRefused() {
        TestBrowser browser = browser();
        signUp(browser, email, PASSWORD);
        String link = links(1).getFirst();
        press(browser, link, Map.of());
        HttpResponse<String> again = browser.get(link);
        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(again.body()).contains("/sign-up/resend");
    }

    @Test
    @Tag("attack-12")
    void activateWhenTwentyAtOnceThenOneSucceeds() throws Exception {
        TestBrowser browser = browser();
        signUp(browser, email, PASSWORD);
        String link = links(1).getFirst();
        Map<String, String> fields = Map.of(
                "token", link.substring(link.indexOf('=') + 1),
                "_csrf", TestBrowser.csrfField(browser.get(link).body()));
        Map<String, String> cookies = Map.copyOf(browser.cookies());
        List<String> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
            List<Future<HttpResponse<String>>> running = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                TestBrowser twin = browser();
                twin.cookies().putAll(cookies);
                running.add(threads.submit(() -> twin.post("/activate", fields)));
            }
            for (Future<HttpResponse<String>> one : running) {
                answers.add(Integer.toString(one.get().statusCode()));
            }
        }
        assertThat(answers.stream().filter("303"::equals)).hasSize(1);
        assertThat(answers.stream().filter("400"::equals)).hasSize(19);
    }

    @Test
    @Tag("attack-12")
    void activateWhenOlderLinkOrExpiredThenRefused() {
        TestBrowser browser = browser();
        signUp(browser, email, PASSWORD);
        String older = links(1).getFirst();
        CLOCK.advance(Activations.MAIL_PAUSE);
        signUp(browser, email, "another good password");
        String newer = links(2).stream()
                .filter(link -> !link.equals(older))
                .findFirst()
                .orElseThrow();
        assertThat(browser.get(older).statusCode()).isEqualTo(400);
        assertThat(browser.get(newer).statusCode()).isEqualTo(200);
        CLOCK.advance(Duration.ofHours(24));
        assertThat(browser.get(newer).statusCode()).isEqualTo(400);
        assertThat(status()).isEqualTo(AccountStatus.PENDING);
    }

    @Test
    @Tag("attack-13")
    void activateWhenWithoutCsrfTokenThenForbidden() {
        TestBrowser browser = browser();
        signUp(browser, email, PASSWORD);
        String link = links(1).getFirst();
        String token = link.substring(link.indexOf('=') + 1);
        assertThat(browser.post("/activate", Map.of("token", token)).statusCode())
                .isEqualTo(403);
        assertThat(status()).isEqualTo(AccountStatus.PENDING);
    }

    @Test
    @Tag("attack-11")
    void activateWhenSomebodyElseSignedUpWithTheAddressThenTheirPasswordStaysDead() {
        signUp(browser(), email, "password of the stranger");
        String link = links(1).getFirst();
        TestBrowser owner = browser();
        assertThat(owner.get(link).body()).contains("type=\"password\"");
        assertThat(press(owner, link, Map.of()).statusCode()).isEqualTo(400);
        assertThat(press(owner, link, Map.of("password", PASSWORD)).statusCode())
                .isEqualTo(400);
        assertThat(status()).isEqualTo(AccountStatus.PENDING);

        CLOCK.advance(Activations.MAIL_PAUSE);
        signUp(owner, email, PASSWORD);
        String own = links(2).stream()
                .filter(other -> !other.equals(link))
                .findFirst()
                .orElseThrow();
        assertThat(press(owner, own, Map.of()).statusCode()).isEqualTo(303);
        Account account = accounts.findByEmail(email).orElseThrow();
        assertThat(passwords.matches(account.id(), "password of the stranger")).isFalse();
        assertThat(passwords.matches(account.id(), PASSWORD)).isTrue();
    }

    @Test
    void activateWhenOpenedOnAnotherDeviceThenThePasswordActivates() {
        signUp(browser(), email, PASSWORD);
        TestBrowser phone = browser();
        assertThat(press(phone, links(1).getFirst(), Map.of("password", PASSWORD))
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void resendWhenPendingThenNewLinkReplacesTheOldOne() {
        signUp(browser(), email, PASSWORD);
        String first = links(1).getFirst();
        CLOCK.advance(Activations.MAIL_PAUSE);
        TestBrowser browser = browser();
        HttpResponse<String> answer =
                browser.submit("/sign-up/resend", "/sign-up/resend", Map.of("email", email.value()));
        assertThat(location(answer)).isEqualTo("/sign-up/sent");
        String second = links(2).stream()
                .filter(link -> !link.equals(first))
                .findFirst()
                .orElseThrow();
        assertThat(press(browser, second, Map.of("password", PASSWORD)).statusCode())
                .isEqualTo(303);
    }

    @Test
    @Tag("attack-22")
    void signUpWhenAddressIsKnownThenSameAnswerAndOneMailInTenMinutes() {
        Account account = accounts.ensureActive(email, Profile.named("Ann"));
        passwords.set(account.id(), PASSWORD);
        TestBrowser known = browser();
        TestBrowser unknown = browser();
        HttpResponse<String> first = signUp(known, email, "the password of somebody");
        HttpResponse<String> other = signUp(unknown, EmailAddress.parse("new-" + email), "the password of somebody");
        signUp(known, email, "the password of somebody");

        assertThat(first.statusCode()).isEqualTo(other.statusCode());
        assertThat(first.body()).isEqualTo(other.body());
        assertThat(location(first)).isEqualTo(location(other));
        assertThat(names(first)).isEqualTo(names(other));
        assertThat(known.cookies().keySet()).isEqualTo(unknown.cookies().keySet());
        await().atMost(Duration.ofSeconds(20)).until(() -> mailsTo(email).size() == 1);
        assertThat(text(mailsTo(email).getFirst())).contains("http://localhost:9000/sign-in", "unchanged");
        assertThat(rowsTo()).isOne();
        assertThat(passwords.matches(account.id(), PASSWORD)).isTrue();
    }

    @Test
    @Tag("attack-9")
    void signUpWhenHostHeaderIsForgedThenTheLinkIsOurs() {
        TestBrowser browser = browser();
        String csrf = TestBrowser.csrfField(browser.get("/sign-up").body());
        Map<String, String> fields = new HashMap<>(form(email, PASSWORD));
        fields.put("_csrf", csrf);
        browser.post(
                "/sign-up", fields, "X-Forwarded-Host", "evil.example", "Forwarded", "host=evil.example;proto=http");
        await().atMost(Duration.ofSeconds(20)).until(() -> mailsTo(email).size() == 1);
        assertThat(text(mailsTo(email).getFirst()))
                .contains("http://localhost:9000/activate?token=")
                .doesNotContain("evil.example", "localhost:" + port);
    }

    @Test
    @Tag("attack-7")
    void signUpWhenFieldsHoldMarkupThenEscaped() {
        String attack = "\"><script>alert(1)</script>";
        HttpResponse<String> answer = browser()
                .submit(
                        "/sign-up",
                        "/sign-up",
                        Map.of(
                                "email",
                                attack,
                                "name",
                                attack,
                                "password",
                                "x",
                                "continue",
                                "/a\"><script>alert(2)</script>"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("<script>", "alert(1)\"").contains("&lt;script&gt;");
        assertThat(browser().get("/activate?token=%22%3E%3Cscript%3E").body()).doesNotContain("<script");
        assertThat(browser().get("/sign-up/sent?continue=/%22%3E%3Cscript%3E").body())
                .doesNotContain("<script");
    }

    @Test
    void signUpWhenFormIsWrongThenSaysWhyAndWritesNothing() {
        HttpResponse<String> shortPassword = signUp(browser(), email, "seven77");
        assertThat(shortPassword.statusCode()).isEqualTo(400);
        assertThat(shortPassword.body())
                .contains("at least 8 characters", email.value())
                .doesNotContain("seven77");
        assertThat(signUp(browser(), email, "x".repeat(1025)).statusCode()).isEqualTo(400);
        HttpResponse<String> nameless = browser()
                .submit("/sign-up", "/sign-up", Map.of("email", email.value(), "name", " ", "password", PASSWORD));
        assertThat(nameless.statusCode()).isEqualTo(400);
        for (String name : List.of("Ann\u202Egnp.exe", "Ann\u2066x", "Ann\u200Blee", "\u0410nn", "Ann\u0000")) {
            HttpResponse<String> deceptive = browser()
                    .submit("/sign-up", "/sign-up", Map.of("email", email.value(), "name", name, "password", PASSWORD));
            assertThat(deceptive.statusCode()).as(name).isEqualTo(400);
            assertThat(deceptive.body()).contains("id=\"name-problem\"", "without hidden characters");
        }
        assertThat(accounts.findByEmail(email)).isEmpty();
    }

    @Test
    void signUpWhenMailServerIsAwayThenSucceedsAndTheMailGoesOutLater() {
        MAIL.stop();
        TestBrowser browser = browser();
        assertThat(signUp(browser, email, PASSWORD).statusCode()).isEqualTo(303);
        await().atMost(Duration.ofSeconds(20)).until(() -> rowsTo("attempts > 0 and last_error is not null") > 0);
        MAIL.start();
        CLOCK.advance(Duration.ofSeconds(30));
        String link = links(1).getFirst();
        assertThat(press(browser, link, Map.of()).statusCode()).isEqualTo(303);
    }

    @Test
    void purgeWhenNeverActivatedForAWeekThenTheAddressIsFreeAgain() {
        signUp(browser(), email, PASSWORD);
        CLOCK.advance(Duration.ofDays(7));
        purge.purge();
        assertThat(accounts.findByEmail(email)).isPresent();
        CLOCK.advance(Duration.ofSeconds(1));
        purge.purge();
        assertThat(accounts.findByEmail(email)).isEmpty();
    }

    @Test
    @Tag("attack-51")
    void storedWhenSignedUpThenNoPasswordAndNoLinkInClear() {
        signUp(browser(), email, PASSWORD);
        String token = links(1).getFirst().replaceFirst(".*=", "");
        for (String table :
                List.of("account", "password_credential", "registration_activation", "notification_message")) {
            String dump = DATABASE.jdbc()
                    .sql("select coalesce(string_agg(t::text, ' '), '') from " + table + " t")
                    .query(String.class)
                    .single();
            assertThat(dump).doesNotContain(PASSWORD, token);
        }
    }

    private TestBrowser browser() {
        return new TestBrowser(port);
    }

    private HttpResponse<String> signUp(TestBrowser browser, EmailAddress address, String password) {
        return browser.submit("/sign-up", "/sign-up", form(address, password));
    }

    private static Map<String, String> form(EmailAddress address, String password) {
        return Map.of("email", address.value(), "name", "Ann Lee", "password", password);
    }

    private static HttpResponse<String> press(TestBrowser browser, String link, Map<String, String> more) {
        Map<String, String> fields = new HashMap<>(more);
        fields.put("token", link.substring(link.indexOf('=') + 1));
        return browser.submit(link, "/activate", fields);
    }

    private AccountStatus status() {
        return accounts.findByEmail(email).orElseThrow().status();
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    private static List<String> names(HttpResponse<String> answer) {
        return answer.headers().map().keySet().stream().sorted().toList();
    }

    /** The activation links that were mailed to the address, once there are so many. */
    private List<String> links(int count) {
        return links(email, count);
    }

    private static List<String> links(EmailAddress address, int count) {
        await().atMost(Duration.ofSeconds(20)).until(() -> mailsTo(address).size() >= count);
        return mailsTo(address).stream()
                .map(RegistrationIntegrationTests::text)
                .map(LINK::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .toList();
    }

    private static List<MimeMessage> mailsTo(EmailAddress address) {
        return Arrays.stream(MAIL.getReceivedMessages())
                .filter(message -> recipient(message).equals(address.value()))
                .toList();
    }

    private static int rowsTo() {
        return rowsTo("kind = 'already-registered'");
    }

    private static int rowsTo(String condition) {
        return DATABASE.jdbc()
                .sql("select count(*) from notification_message where " + condition)
                .query(Integer.class)
                .single();
    }

    private static String recipient(MimeMessage message) {
        try {
            return message.getAllRecipients()[0].toString();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(MimeMessage message) {
        try {
            MimeMultipart parts = (MimeMultipart) message.getContent();
            return parts.getBodyPart(0).getContent().toString()
                    + parts.getBodyPart(1).getContent();
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
