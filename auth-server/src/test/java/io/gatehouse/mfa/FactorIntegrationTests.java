package io.gatehouse.mfa;

import static io.gatehouse.TestBrowser.location;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestMails;
import io.gatehouse.TestPhone;
import io.gatehouse.TestServer;
import io.gatehouse.account.CredentialsReset;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditEvent;
import io.gatehouse.audit.AuditTrail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationEventMulticaster;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole life of each factor in a browser. */
final class FactorIntegrationTests {

    private static final String REAUTH = "/sign-in?reauth=1&continue=%2Faccount%2Ffactors";

    private final TestServer server = TestServer.shared();
    private final Person person = TestAccounts.active(server);
    private final TestBrowser browser = new TestBrowser(server);

    @Test
    void totpWhenSetUpThenAskedForAndACodeOpens() {
        browser.signIn("/sign-in", person);
        TestPhone.Enrolled enrolled = TestPhone.enrol(server, browser);
        assertThat(enrolled.recoveryCodes()).hasSize(10);
        assertThat(browser.get("/account/factors").body()).contains("My phone", "You have 10 recovery codes left.");
        TestBrowser other = new TestBrowser(server);
        assertThat(location(other.signIn("/sign-in", person))).isEqualTo("/sign-in/totp");
        assertThat(location(other.get("/account/factors"))).startsWith("/sign-in?continue=");
        HttpResponse<String> page = other.get("/sign-in/totp");
        assertThat(page.body()).contains("inputmode=\"numeric\"", "autocomplete=\"one-time-code\"");
        HttpResponse<String> wrong = other.submit(page, "/sign-in/totp", Map.of("code", "nonsense"));
        assertThat(wrong.statusCode()).isEqualTo(401);
        String code = enrolled.phone().code();
        String spaced = " " + code.substring(0, 3) + " " + code.substring(3);
        assertThat(location(other.submit(wrong, "/sign-in/totp", Map.of("code", spaced))))
                .isEqualTo("/");
        assertThat(other.get("/account/factors").statusCode()).isEqualTo(200);
        assertThat(actions())
                .contains(AuditAction.TOTP_ADDED, AuditAction.RECOVERY_CODES_MADE, AuditAction.FACTOR_REFUSED);
        assertThat(mails("Authenticator app added")).hasSize(1);
    }

    @Test
    void pageWhenQrShownThenSvgWithoutScriptOrStyleAndAnUriForApps() {
        browser.signIn("/sign-in", person);
        String page = browser.get("/account/factors/totp/new").body();
        assertThat(page)
                .contains("<svg", "viewBox=\"0 0 ")
                .contains("otpauth://totp/Gatehouse:" + person.email().replace("@", "%40") + "?secret=")
                .contains("issuer=Gatehouse")
                .doesNotContain("<script", "style=", "<style");
    }

    @Test
    void recoveryCodeWhenUsedThenOpensOnceAndNewOnesVoidTheOld() {
        browser.signIn("/sign-in", person);
        List<String> codes = TestPhone.enrol(server, browser).recoveryCodes();
        String typed =
                codes.getFirst().toUpperCase(Locale.ROOT).replace("-", " ").replace("0", "O");
        assertThat(recover(typed)).isEqualTo("/");
        assertThat(recover(codes.getFirst())).isEmpty();
        assertThat(mails("A recovery code was used")).hasSize(1);
        TestBrowser strong = new TestBrowser(server);
        strong.signIn("/sign-in", person);
        strong.submit(strong.get("/sign-in/recovery"), "/sign-in/recovery", Map.of("code", codes.get(1)));
        HttpResponse<String> overview = strong.get("/account/factors");
        assertThat(overview.body()).contains("8 recovery codes left");
        HttpResponse<String> renewed = strong.submit(overview, "/account/factors/recovery", Map.of());
        List<String> fresh = TestPhone.recoveryCodes(renewed);
        HttpResponse<String> file = strong.submit(renewed, "/account/factors/recovery/codes", Map.of());
        assertThat(file.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"recovery-codes.txt\"");
        assertThat(file.body()).contains(fresh);
        assertThat(recover(codes.get(2))).isEmpty();
        assertThat(recover(fresh.getFirst())).isEqualTo("/");
    }

    @Test
    void emailCodeWhenTurnedOnThenOpensOnceInThatSignInOnlyAndOneMailAMinute() {
        browser.signIn("/sign-in", person);
        HttpResponse<String> overview = browser.get("/account/factors");
        assertThat(location(browser.submit(overview, "/account/factors/email/on", Map.of())))
                .endsWith("done=email-on");
        TestBrowser first = new TestBrowser(server);
        assertThat(location(first.signIn("/sign-in", person))).isEqualTo("/sign-in/email-code");
        HttpResponse<String> page = first.get("/sign-in/email-code");
        assertThat(location(first.submit(page, "/sign-in/email-code/send", Map.of())))
                .isEqualTo("/sign-in/email-code");
        assertThat(location(first.submit(page, "/sign-in/email-code/send", Map.of())))
                .isEqualTo("/sign-in/email-code?soon");
        String code = mailedCode();
        server.clock().advance(Duration.ofSeconds(1));
        TestBrowser second = new TestBrowser(server);
        second.signIn("/sign-in", person);
        HttpResponse<String> secondPage = second.get("/sign-in/email-code");
        assertThat(second.submit(secondPage, "/sign-in/email-code", Map.of("code", code))
                        .statusCode())
                .isEqualTo(401);
        page = first.get("/sign-in/email-code");
        assertThat(location(first.submit(page, "/sign-in/email-code", Map.of("code", code))))
                .isEqualTo("/");
        assertThat(mails("Your code for signing in")).hasSize(1);
        server.clock().advance(Duration.ofMinutes(2));
        second.submit(secondPage, "/sign-in/email-code/send", Map.of());
        server.clock().advance(Duration.ofMinutes(10));
        secondPage = second.get("/sign-in/email-code");
        assertThat(second.submit(secondPage, "/sign-in/email-code", Map.of("code", mailedCode()))
                        .statusCode())
                .as("too old")
                .isEqualTo(401);
    }

    @Test
    void trustWhenChosenThenSkipsThePageUntilRevokedOrResetOrOver() {
        browser.signIn("/sign-in", person);
        TestPhone phone = TestPhone.enrol(server, browser).phone();
        TestBrowser mine = new TestBrowser(server);
        trust(mine, phone);
        assertThat(location(mine.signIn("/sign-in?reauth=1&continue=/", person)))
                .as("asked again, so trust does not count")
                .isEqualTo("/sign-in/totp");
        signOut(mine);
        assertThat(location(mine.signIn("/sign-in", person))).isEqualTo("/");
        assertThat(location(mine.get("/sign-in?step_up=mfa")))
                .as("asked for two")
                .isEqualTo("/sign-in/totp");
        assertThat(location(mine.get("/account/factors/totp/new"))).startsWith("/sign-in?reauth=1");
        Person neighbour = TestAccounts.active(server);
        TestBrowser borrowed = new TestBrowser(server);
        borrowed.signIn("/sign-in", neighbour);
        TestPhone.enrol(server, borrowed);
        assertThat(location(mine.signIn("/sign-in?reauth=1", neighbour))).isEqualTo("/sign-in/totp");

        signOut(mine);
        mine.signIn("/sign-in", person);
        HttpResponse<String> overview = mine.get("/account/factors");
        Matcher forget =
                Pattern.compile("/account/factors/browsers/[0-9a-f-]+/forget").matcher(overview.body());
        assertThat(forget.find()).isTrue();
        mine.submit(overview, forget.group(), Map.of());
        signOut(mine);
        trust(mine, phone);
        signOut(mine);
        server.bean(ApplicationEventMulticaster.class)
                .multicastEvent(new PayloadApplicationEvent<>(this, new CredentialsReset(person.id(), null)));
        trust(mine, phone);
        signOut(mine);
        server.clock().advance(Duration.ofDays(30));
        assertThat(location(mine.signIn("/sign-in", person))).isEqualTo("/sign-in/totp");
    }

    @Test
    void downloadWhenFactorsAreSetUpThenNamedWithoutTheirSecrets() {
        browser.signIn("/sign-in", person);
        TestPhone.Enrolled enrolled = TestPhone.enrol(server, browser);
        TestBrowser mine = new TestBrowser(server);
        trust(mine, enrolled.phone());
        HttpResponse<String> file = mine.submit(mine.get("/account/data"), "/account/data/download", Map.of());
        JsonNode kept = JsonMapper.shared().readTree(file.body()).path("second_factors");
        assertThat(kept.at("/authenticators/0/name").asString()).isEqualTo("My phone");
        assertThat(kept.at("/authenticators/0/last_used_at").asString()).isNotEmpty();
        assertThat(kept.path("recovery_codes_left").asInt()).isEqualTo(10);
        assertThat(kept.path("email_codes").asBoolean(true)).isFalse();
        assertThat(kept.path("trusted_browsers")).hasSize(1);
        assertThat(file.body())
                .doesNotContain(enrolled.phone().secret(), mine.cookie(TrustedBrowsers.COOKIE))
                .doesNotContain(enrolled.recoveryCodes());
    }

    @Test
    void noticeWhenLanguageWasChosenOnAPageThenTheMailSpeaksIt() {
        browser.signIn("/sign-in?lang=de", person);
        browser.get("/sign-in?lang=de");
        TestPhone.enrol(server, browser);
        assertThat(TestMails.await(server, person.email(), "Authenticator-App zu Ihrem Konto hinzugefügt", 1))
                .hasSize(1);
    }

    @Test
    @Tag("attack-18")
    void removeAllWhenAdministratorDidThenPasswordSufficesAndThePersonIsTold() {
        browser.signIn("/sign-in", person);
        TestPhone.enrol(server, browser);
        server.bean(MfaService.class).removeAll(person.id(), "test");
        assertThat(location(new TestBrowser(server).signIn("/sign-in", person))).isEqualTo("/");
        assertThat(actions()).contains(AuditAction.FACTORS_REMOVED);
        assertThat(mails("Second factors removed")).hasSize(1);
    }

    @Test
    @Tag("attack-18")
    void removeWhenTheLastFactorThenItsRecoveryCodesGoToo() {
        browser.signIn("/sign-in", person);
        TestPhone phone = TestPhone.enrol(server, browser).phone();
        TestBrowser strong = new TestBrowser(server);
        strong.signIn("/sign-in", person);
        strong.submit(strong.get("/sign-in/totp"), "/sign-in/totp", Map.of("code", phone.code()));
        HttpResponse<String> overview = strong.get("/account/factors");
        Matcher remove =
                Pattern.compile("/account/factors/totp/[0-9a-f-]+/remove").matcher(overview.body());
        assertThat(remove.find()).isTrue();
        assertThat(location(browser.submit(browser.get("/account/factors"), remove.group(), Map.of())))
                .as("a session that never showed a factor")
                .isEqualTo(REAUTH);
        assertThat(location(strong.submit(overview, remove.group(), Map.of()))).endsWith("done=totp-removed");
        assertThat(strong.get("/account/factors").body()).contains("You have no recovery codes.");
        assertThat(mails("Authenticator app removed")).hasSize(1);
    }

    private void trust(TestBrowser mine, TestPhone phone) {
        server.clock().advance(TestPhone.STEP);
        assertThat(location(mine.signIn("/sign-in", person))).isEqualTo("/sign-in/totp");
        HttpResponse<String> page = mine.get("/sign-in/totp");
        assertThat(location(mine.submit(page, "/sign-in/totp", Map.of("code", phone.code(), "trust", "1"))))
                .isEqualTo("/");
    }

    private static void signOut(TestBrowser browser) {
        browser.submit(browser.get("/"), "/sign-out", Map.of());
    }

    private String recover(String code) {
        TestBrowser fresh = new TestBrowser(server);
        fresh.signIn("/sign-in", person);
        return location(fresh.submit(fresh.get("/sign-in/recovery"), "/sign-in/recovery", Map.of("code", code)));
    }

    private List<AuditAction> actions() {
        return server.bean(AuditTrail.class).recent(person.id(), 100).stream()
                .map(AuditEvent::action)
                .toList();
    }

    private String mailedCode() {
        Matcher code = Pattern.compile("\\b(\\d{4} \\d{4})\\b")
                .matcher(mails("Your code for signing in").getLast());
        assertThat(code.find()).isTrue();
        return code.group(1);
    }

    /** The person's mails with this in the subject, the oldest first. */
    private List<String> mails(String subject) {
        return await().until(() -> read(subject), found -> !found.isEmpty());
    }

    private List<String> read(String subject) {
        try (Stream<Path> files = Files.list(server.data().resolve("mailbox"))) {
            return files.sorted()
                    .map(FactorIntegrationTests::text)
                    .filter(mail -> mail.contains(person.email()) && mail.contains(subject))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
