package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every page that one can meet between the password and the session, every page of an account in which something happened, and
 * every mail on the way, in each look and from both directions. The server asks people for all that it can ask for.
 */
final class SignInPagesTests {

    private static final String NEW_PASSWORD = "eight grey cranes at noon";
    private static final String NEWER_PASSWORD = "three brown wrens in March";
    /** Where the cursor has to be after a refusal. */
    private static final String REFUSED = "[aria-invalid=true]:focus";

    private static final Pattern MAILED_CODE = Pattern.compile("^([0-9]{4} ?[0-9]{4})$", Pattern.MULTILINE);

    private static final Path FOLDER = Workspace.newFolder("gh-");
    private static final String PASSWORD = RandomText.next();
    private static final Mails MAILS = new Mails();
    private static final GatehouseServer SERVER = start();

    @BeforeAll
    static void letPasswordsGrowOld() throws SQLException {
        new EmbeddedDatabase(SERVER.data())
                .query("update password_credential set changed_at = changed_at - interval '99 days' returning hash");
    }

    @AfterAll
    static void stop() {
        SERVER.close();
        MAILS.close();
    }

    private static GatehouseServer start() {
        return GatehouseServer.builder("sign-in-pages")
                .mail(MAILS)
                .with(Map.of(
                        "GATEHOUSE_REALM_FILE", realm().toString(),
                        "GATEHOUSE_SIGN_IN_SECOND_FACTOR_ROLES", "keeper",
                        "GATEHOUSE_SIGN_IN_TERMS_VERSION", "2026",
                        "GATEHOUSE_SIGN_IN_TERMS_URL", "https://example.com/terms",
                        "GATEHOUSE_SIGN_IN_FRESH_FOR", "1h",
                        "GATEHOUSE_PASSWORD_POLICY_MAX_AGE", "90d",
                        "GATEHOUSE_THROTTLE_CODES", "100"))
                .start();
    }

    private static Path realm() {
        try {
            return Files.writeString(
                    FOLDER.resolve("realm.yaml"), """
                    roles:
                      - {name: keeper}
                    people:
                      - {email: vera-en@example.com, name: Vera Example, roles: [keeper], password: {value: "%1$s"}}
                      - {email: vera-ar@example.com, name: Vera Example, roles: [keeper], password: {value: "%1$s"}}
                      - {email: fay-en@example.com, name: Fay Example, password: {value: "%1$s"}}
                      - {email: fay-ar@example.com, name: Fay Example, password: {value: "%1$s"}}
                      - {email: taken-en@example.com, name: Tess Example}
                      - {email: taken-ar@example.com, name: Tess Example}
                    clients:
                      - client_id: shop
                        token_endpoint_auth_methods: [client_secret_basic]
                        grant_types: [authorization_code]
                        redirect_uris: ["%2$s"]
                        scopes: [openid]
                        secrets: [{value: "%3$s"}]
                    """.formatted(PASSWORD, App.REDIRECT_URI, RandomText.next()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void pageWhenMetOnTheWayInThenSoundAndAccessible(String language) {
        try (Browser browser = new Browser();
                BrowserContext visitor = browser.visitor()) {
            PageInspector pages = PageInspector.speaking(visitor.newPage(), language);
            Walk walk = new Walk(pages, SERVER.issuer());
            String email = "vera-" + language + "@example.com";
            Screen.walk("sign-in-pages-" + language, walk.page(), page -> {
                VirtualAuthenticator key = new VirtualAuthenticator(page);
                key.touched(false);
                walk.go("/sign-in?lang=" + language);
                firstSignIn(walk, email);
                moreFactors(walk, key);
                everyFactor(walk, email);
                String code = account(walk, email, language);
                deleteAndKeep(walk, "new-" + email, code);
                resetPassword(walk, "new-" + email);
                signUpAgain(walk, "new-" + email, "guest-" + email);
                withoutFactor(walk, key, "fay-" + language + "@example.com");
                assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
                Map<String, String> letters = MAILS.htmlTo(
                        List.of(email, "new-" + email, "guest-" + email, "taken-" + language + "@example.com"));
                assertThat(letters).hasSizeGreaterThan(8);
                assertThat(letters.values()).allMatch(html -> html.contains("<html lang=\"" + language + "\""));
                mails(walk, letters);
            });
            pages.assertNoComplaint();
        }
    }

    private static void firstSignIn(Walk walk, String email) {
        password(walk, email, PASSWORD).see("a[href='/sign-in/enrol/totp']", "sign-in-enrol");
        walk.follow("/sign-in/enrol/passkey").see("form[action='/sign-in/enrol/passkey']", "sign-in-enrol-passkey");
        walk.go("/sign-in/enrol/totp").see("#secret", "sign-in-enrol-totp");
        AuthenticatorApp app =
                AuthenticatorApp.withKey(walk.page().locator("#secret").innerText());
        walk.fill("code", "000000").send("/sign-in/enrol/totp").see(REFUSED, "sign-in-enrol-totp-refused");
        walk.fill("code", app.code(0)).send("/sign-in/enrol/totp").see("#codes", "sign-in-enrol-codes");
        walk.send("/sign-in/enrol/totp/done").see("input[autocomplete=new-password]", "sign-in-new-password");
        walk.fill("password", "short").send("/sign-in/new-password");
        walk.see(REFUSED, "sign-in-new-password-refused");
        walk.fill("password", NEW_PASSWORD).send("/sign-in/new-password");
        walk.see("form[action='/sign-in/terms']", "sign-in-terms");
        walk.send("/sign-in/terms").await("main a[href='/account']");
    }

    private static void moreFactors(Walk walk, VirtualAuthenticator key) {
        walk.go("/account/factors").send("/account/factors/email/on").await(".message");
        walk.go("/account/passkeys").fill("name", "Blue key");
        key.touched(true);
        walk.page().locator("[data-passkey-start]").click();
        walk.await("details");
        key.touched(false);
        walk.page().locator("summary").all().forEach(summary -> summary.click());
        walk.see("details[open] form", "account-passkeys-open");
    }

    private static void everyFactor(Walk walk, String email) {
        walk.go("/").send("/sign-out");
        password(walk, email, NEW_PASSWORD).see("form[action='/sign-in/passkey']", "sign-in-passkey");
        walk.follow("/sign-in/factor").see("a[href='/sign-in/totp']", "sign-in-factor");
        walk.follow("/sign-in/totp").see("form[action='/sign-in/totp']", "sign-in-totp");
        walk.fill("code", "000000").send("/sign-in/totp").see(REFUSED, "sign-in-totp-refused");
        walk.go("/sign-in/recovery").see("form[action='/sign-in/recovery']", "sign-in-recovery");
        walk.fill("code", "abcd").send("/sign-in/recovery").see(REFUSED, "sign-in-recovery-refused");
        walk.go("/sign-in/email-code").see("form[action$='/send']", "sign-in-email-code");
        walk.send("/sign-in/email-code/send").see("#code", "sign-in-email-code-sent");
        walk.send("/sign-in/email-code/send").see(".message", "sign-in-email-code-soon");
        walk.fill("code", "1").send("/sign-in/email-code").see(REFUSED, "sign-in-email-code-refused");
        walk.tick("trust").fill("code", MAILS.findIn(email, MAILED_CODE)).send("/sign-in/email-code");
        walk.await("main a[href='/account']");
    }

    /** Returns a recovery code. */
    private static String account(Walk walk, String email, String language) {
        walk.go("/account/factors").see("form[action$='/forget']", "account-factors-full");
        walk.go("/account/activity").see(".entry", "account-activity-full");
        walk.go("/account/sessions").see(".entry", "account-sessions-full");
        walk.go("/account/factors").send("/account/factors/recovery").see("#codes", "account-recovery-codes");
        String code =
                walk.page().locator("#codes").innerText().lines().findFirst().orElseThrow();
        walk.go("/account/profile").fill("name", "").send("/account/profile").see(REFUSED, "account-profile-refused");
        walk.go("/account/password")
                .fill("current", "wrong")
                .fill("password", "short")
                .send("/account/password");
        walk.see(REFUSED, "account-password-refused");
        newEmail(walk, "new-" + email).see(".message", "account-profile-email-asked");
        walk.page().navigate(MAILS.linkTo("new-" + email, "/account/profile/email"));
        walk.see("form[action='/account/profile/email']", "account-email-confirm");
        walk.send("/account/profile/email").see("main a[href='/account/profile']", "account-email-changed");
        newEmail(walk, "taken-" + language + "@example.com").await(".message");
        return code;
    }

    private static Walk newEmail(Walk walk, String email) {
        return walk.go("/account/profile").fill("email", email).send("/account/profile/new-email");
    }

    private static void deleteAndKeep(Walk walk, String email, String code) {
        walk.go("/account/data").tick("sure").send("/account/data/delete").await("input[name=email]");
        password(walk, email, NEW_PASSWORD).await("form[action='/sign-in/passkey']");
        walk.go("/sign-in/recovery")
                .fill("code", code)
                .send("/sign-in/recovery")
                .await("main a[href='/account']");
        walk.go("/account").see("form[action='/account/data/keep']", "account-leaving");
        walk.go("/account/data").see("form[action='/account/data/keep']", "account-data-leaving");
        walk.send("/account/data/keep").await(".rail");
    }

    private static void resetPassword(Walk walk, String email) {
        walk.go("/")
                .send("/sign-out")
                .go("/reset-password")
                .fill("email", "nobody")
                .send("/reset-password");
        walk.see(REFUSED, "reset-ask-refused").fill("email", email).send("/reset-password");
        walk.page().navigate(MAILS.linkTo(email, "/reset-password/new"));
        walk.see("input[autocomplete=new-password]", "reset-new");
        walk.fill("password", "short").send("/reset-password/new").see(REFUSED, "reset-new-refused");
        walk.fill("password", NEWER_PASSWORD).send("/reset-password/new").await("main a[href*='/sign-in']");
    }

    /** Once with the address of an account, which its owner is told, and once with a new one. */
    private static void signUpAgain(Walk walk, String owner, String guest) {
        for (String address : List.of(owner, guest)) {
            walk.go("/sign-up").fill("email", address).fill("name", "Guest").fill("password", NEW_PASSWORD);
            walk.send("/sign-up").await("main a[href*='/sign-up/resend']");
        }
        MAILS.linkTo(guest, "/activate");
    }

    /** What only people meet who have no second factor yet, whose app asks which account, or whose address was taken away. */
    private static void withoutFactor(Walk walk, VirtualAuthenticator key, String email) {
        password(walk.go("/sign-in"), email, PASSWORD).await("input[autocomplete=new-password]");
        walk.fill("password", NEW_PASSWORD).send("/sign-in/new-password").await("form[action='/sign-in/terms']");
        walk.send("/sign-in/terms").await("main a[href='/account']");
        walk.go("/oauth2/authorize?response_type=code&client_id=shop&scope=openid&prompt=select_account&state=s"
                + "&code_challenge_method=S256&code_challenge=ZtNPunH49FD35FWYhT5Tv8I7vRKQJ8uxMaL0_9eHjNA&redirect_uri="
                + Visitor.encode(App.REDIRECT_URI));
        walk.see("form[action='/select-account']", "select-account");
        newEmail(walk, "moved-" + email).await(".message");
        walk.page().navigate(MAILS.linkTo("moved-" + email, "/account/profile/email"));
        walk.send("/account/profile/email").await("main a[href='/account/profile']");
        walk.go("/account/passkeys").fill("name", "First key");
        key.touched(true);
        walk.page().locator("[data-passkey-start]").click();
        walk.see("form[action='/account/factors/recovery/first']", "account-first-codes");
        key.touched(false);
        walk.page().navigate(MAILS.linkTo(email, "/restore-email"));
        walk.see("form[action='/restore-email']", "restore-email");
        walk.send("/restore-email").see("main a[href='/sign-in']", "email-restored");
    }

    /** As mail programs show them: narrow, or in the dark. */
    private static void mails(Walk walk, Map<String, String> letters) {
        walk.page().navigate("about:blank");
        int number = 0;
        for (String html : letters.values()) {
            walk.page().setContent(html);
            walk.pages().in(Look.NARROW, Look.DARK).inspect("mail-" + ++number);
        }
    }

    private static Walk password(Walk walk, String email, String password) {
        return walk.fill("email", email).fill("password", password).send("/sign-in");
    }
}
