package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every page of the server and of the sample app, as a person sees it who registers and looks around. */
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

    @Test
    void pageWhenSeenInAnyLookThenSoundAndAccessible() {
        try (Browser browser = new Browser();
                BrowserContext visitor = browser.visitor()) {
            PageInspector pages = new PageInspector(visitor.newPage(), "");
            strangersPages(pages);
            newcomersPages(pages, "lena@example.com");
            demoPages(pages);
            membersPages(pages);
            pages.assertNoComplaint();
        }
    }

    /** The same pages from right to left; what a person fills in is filled in before, in English. */
    @Test
    void pageWhenInArabicThenSoundAndAccessible() {
        try (Browser browser = new Browser();
                BrowserContext visitor = browser.visitor()) {
            PageInspector pages = new PageInspector(visitor.newPage(), "ar-");
            pages.page().navigate(demo.issuer() + "/sign-in?lang=ar");
            STRANGERS.forEach((name, path) -> pages.open(demo.issuer() + path, name));
            pages.page().navigate(demo.issuer() + "/sign-in?lang=en");
            signIn(pages, "bob@example.com", demo.password("bob"));
            pages.page().navigate(demo.issuer() + "/account?lang=ar");
            MEMBERS.forEach((name, path) -> pages.open(demo.issuer() + path, name));
            assertThat(pages.page().evaluate("document.documentElement.dir")).isEqualTo("rtl");
            pages.assertNoComplaint();
        }
    }

    private static void signIn(PageInspector pages, String email, String password) {
        pages.fill("E-mail address", email);
        pages.fill("Password", password);
        pages.press("Sign in");
        pages.page().waitForURL(url -> !url.contains("/sign-in"));
    }

    private void strangersPages(PageInspector pages) {
        pages.open(demo.issuer() + "/sign-in", "sign-in");
        pages.fill("E-mail address", "nobody@example.com");
        pages.fill("Password", "a wrong password");
        pages.press("Sign in");
        pages.inspect("sign-in-refused");
        STRANGERS.forEach((name, path) -> pages.open(demo.issuer() + path, name));
        pages.open(demo.issuer() + "/oauth2/authorize?client_id=nobody", "error-400");
    }

    private void newcomersPages(PageInspector pages, String email) {
        pages.page().navigate(demo.issuer() + "/sign-up");
        pages.fill("E-mail address", email);
        pages.fill("Your name", "Lena Wanderer");
        pages.fill("Password", "short");
        pages.press("Create account");
        pages.inspect("sign-up-refused");
        pages.fill("Password", PASSWORD);
        pages.press("Create account");
        pages.inspect("sign-up-sent");
        pages.open(demo.mails().linkTo(email), "activate");
        pages.press("Activate my account");
        pages.inspect("sign-in-activated");
        pages.open(demo.demoUrl() + "/", "demo-overview");
        pages.page().navigate(demo.demoUrl() + "/sign-in");
        signIn(pages, email, PASSWORD);
    }

    private void demoPages(PageInspector pages) {
        pages.inspect("consent");
        pages.press("Allow");
        pages.inspect("demo-tokens");
        pages.open(demo.demoUrl() + "/client-credentials", "demo-client-credentials");
        pages.open(demo.demoUrl() + "/notes", "demo-notes");
        pages.press("Show my secret note");
        pages.inspect("demo-secret");
        pages.press("Confirm it is you");
        pages.inspect("sign-in-enrol");
        pages.open(demo.demoUrl() + "/notes/statistics", "demo-statistics");
        pages.open(demo.demoUrl() + "/reports", "demo-reports");
        pages.page().navigate(demo.demoUrl() + "/reports/sign-in");
        pages.press("Allow");
        pages.inspect("demo-reports-signed-in");
    }

    private void membersPages(PageInspector pages) {
        MEMBERS.forEach((name, path) -> pages.open(demo.issuer() + path, name));
        pages.open(demo.issuer() + "/nothing-here", "error-404");
        pages.page().navigate(demo.demoUrl() + "/reports");
        pages.press("Sign out of Reports");
        pages.inspect("demo-signed-out");
    }
}
