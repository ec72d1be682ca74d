package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every page of the server, as a person sees it who registers and looks around. */
final class PagesTests {

    private static final String PASSWORD = "eleven grey geese at noon";

    private static final Map<String, String> STRANGERS = new TreeMap<>(Map.of(
            "sign-in", "/sign-in",
            "sign-up", "/sign-up",
            "sign-up-sent", "/sign-up/sent",
            "sign-up-resend", "/sign-up/resend",
            "activate-dead-link", "/activate?token=dead",
            "reset-ask", "/reset-password",
            "reset-sent", "/reset-password/sent",
            "reset-dead-link", "/reset-password/new?token=dead",
            "reset-done", "/reset-password/done",
            "signed-out", "/signed-out"));

    private static final Map<String, String> MEMBERS = new TreeMap<>(Map.ofEntries(
            Map.entry("account-overview", "/account"),
            Map.entry("account-profile", "/account/profile"),
            Map.entry("account-password", "/account/password"),
            Map.entry("account-factors", "/account/factors"),
            Map.entry("account-factors-new", "/account/factors/totp/new"),
            Map.entry("account-passkeys", "/account/passkeys"),
            Map.entry("account-sessions", "/account/sessions"),
            Map.entry("account-apps", "/account/apps"),
            Map.entry("account-activity", "/account/activity"),
            Map.entry("account-data", "/account/data"),
            Map.entry("account-email-dead-link", "/account/profile/email?token=dead"),
            Map.entry("home", "/"),
            Map.entry("logout-confirm", "/oauth2/logout")));

    private final DemoStack demo = DemoStack.shared();

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void pageWhenSeenInAnyLookThenSoundAndAccessible(String language) {
        try (Browser browser = new Browser();
                BrowserContext visitor = browser.visitor()) {
            Walk walk = new Walk(PageInspector.speaking(visitor.newPage(), language), demo.issuer());
            Screen.walk("pages-" + language, walk.page(), page -> {
                walk.go("/sign-in?lang=" + language);
                strangersPages(walk);
                newcomersPages(walk, "lena-" + language + "@example.com");
                walk.send("/consent");
                page.waitForURL(url -> url.startsWith(demo.demoUrl()));
                MEMBERS.forEach((name, path) -> walk.visit(path, name));
                walk.go("/nothing-here").see("main h1", "error-404");
                assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
            });
            walk.pages().assertNoComplaint();
        }
    }

    private void strangersPages(Walk walk) {
        walk.go("/sign-in").fill("email", "nobody@example.com").fill("password", "a wrong password");
        walk.send("/sign-in").see("[role=alert]", "sign-in-refused");
        STRANGERS.forEach((name, path) -> walk.visit(path, name));
        walk.go("/oauth2/authorize?client_id=nobody").see("main h1", "error-400");
    }

    /** Ends where the person is asked what the sample app may do. */
    private void newcomersPages(Walk walk, String email) {
        walk.go("/sign-up").fill("email", email).fill("name", "Lena Wanderer").fill("password", "short");
        walk.send("/sign-up").see("[aria-invalid=true]:focus", "sign-up-refused");
        walk.fill("password", PASSWORD).send("/sign-up").await("main a[href*='/sign-up/resend']");
        walk.page().navigate(demo.mails().linkTo(email));
        walk.see("form[action$='/activate']", "activate").send("/activate");
        walk.see("[role=status]", "sign-in-activated");
        walk.page().navigate(demo.demoUrl() + "/sign-in");
        walk.fill("email", email).fill("password", PASSWORD).send("/sign-in");
        walk.see("form[action$='/consent']", "consent");
    }
}
