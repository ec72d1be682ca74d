package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an administrator sees who shows a second factor, acts as somebody, looks at their account, and ends it. */
final class ConsoleActingTests {

    private static final String REFUSED = "[aria-invalid=true]:focus";
    private static final String BANNER = "section.acting";

    private static final Map<String, String> PAGES = new TreeMap<>(Map.of(
            "acting-home", "/",
            "acting-account", "/account",
            "acting-profile", "/account/profile",
            "acting-sessions", "/account/sessions",
            "acting-apps", "/account/apps",
            "acting-activity", "/account/activity",
            "acting-logout", "/oauth2/logout"));

    private final Office office = Office.shared();

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void pageWhenActingThenSoundAndAccessible(String language) {
        try (Browser browser = new Browser();
                BrowserContext visitor = browser.visitor()) {
            PageInspector pages = PageInspector.speaking(visitor.newPage(), language);
            Walk walk = new Walk(pages, office.issuer());
            Screen.walk("acting-" + language, walk.page(), page -> {
                AuthenticatorApp app = addAuthenticator(walk, language);
                signInWithIt(walk, app, language);
                act(walk.go("/admin/people?q=bob-" + language));
                PAGES.forEach((name, path) -> walk.go(path).see(BANNER, name));
                walk.go("/account/password").see("main h1", "error-403");
                walk.go("/account").send("/act-as/end").await("input[name=email]");
                assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
            });
            pages.assertNoComplaint();
        }
    }

    private AuthenticatorApp addAuthenticator(Walk walk, String language) {
        office.signIn(walk, "ada", language, "/account/factors/totp/new").await("#secret");
        AuthenticatorApp app =
                AuthenticatorApp.withKey(walk.page().locator("#secret").innerText());
        walk.fill("code", "000000").send("/account/factors/totp/new").see(REFUSED, "account-factors-new-refused");
        walk.fill("code", app.code(0)).send("/account/factors/totp/new").see("#codes", "account-factors-codes");
        walk.send("/account/factors/totp/new/done").see("[role=status]", "account-factors-added");
        walk.go("/").send("/sign-out").await("input[name=email]");
        return app;
    }

    private void signInWithIt(Walk walk, AuthenticatorApp app, String language) {
        office.signIn(walk, "ada", language, "/admin/people?q=ada-" + language);
        walk.fill("code", app.code(1)).send("/sign-in/totp").await("#found");
        walk.page().locator("#found tbody a").first().click();
        walk.see("a[href$='/factors/remove']", "console-person-factors");
    }

    /** A reason of spaces is none. */
    private static void act(Walk walk) {
        String form = walk.page()
                        .locator("#found tbody a")
                        .first()
                        .getAttribute("href")
                        .replaceFirst("\\?.*", "") + "/act-as";
        walk.go(form).see("#reason", "console-act-as-form");
        walk.fill("reason", " ".repeat(12)).send("/act-as").see(".message.error", "console-act-as-refused");
        walk.go(form).fill("reason", "Looks for a lost note").send("/act-as").await(BANNER);
    }
}
