package io.gatehouse.system;

import com.microsoft.playwright.BrowserContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every page of the server and of the sample app, as a person sees it who registers and looks around. */
final class PagesTests {

    private static final String PASSWORD = "eleven grey geese at noon";

    private final DemoStack demo = DemoStack.shared();

    @ParameterizedTest
    @EnumSource
    void pageWhenSeenInAnyLookThenSoundAndAccessible(Look look) {
        try (Browser browser = new Browser();
                BrowserContext visitor = browser.visitor(look.width(), look.scheme())) {
            PageInspector pages = new PageInspector(visitor.newPage(), look.label());
            strangersPages(pages);
            newcomersPages(pages, "dora-" + look.label() + "@example.com");
            demoPages(pages);
            membersPages(pages);
            pages.assertNoComplaint();
        }
    }

    private void strangersPages(PageInspector pages) {
        pages.open(demo.issuer() + "/sign-in", "sign-in");
        pages.fill("E-mail address", "nobody@example.com");
        pages.fill("Password", "a wrong password");
        pages.press("Sign in");
        pages.inspect("sign-in-refused");
        pages.open(demo.issuer() + "/sign-up/resend", "sign-up-resend");
        pages.open(demo.issuer() + "/activate?token=dead", "activate-dead-link");
        pages.open(demo.issuer() + "/oauth2/authorize?client_id=nobody", "error-400");
        pages.open(demo.issuer() + "/signed-out", "signed-out");
    }

    private void newcomersPages(PageInspector pages, String email) {
        pages.open(demo.issuer() + "/sign-up", "sign-up");
        pages.fill("E-mail address", email);
        pages.fill("Your name", "Dora Wanderer");
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
        pages.fill("E-mail address", email);
        pages.fill("Password", PASSWORD);
        pages.press("Sign in");
    }

    private void demoPages(PageInspector pages) {
        pages.inspect("consent");
        pages.press("Allow");
        pages.inspect("demo-tokens");
        pages.open(demo.demoUrl() + "/client-credentials", "demo-client-credentials");
        pages.open(demo.demoUrl() + "/notes", "demo-notes");
        pages.press("Show my secret note");
        pages.inspect("demo-secret");
        pages.open(demo.demoUrl() + "/notes/statistics", "demo-statistics");
        pages.open(demo.demoUrl() + "/reports", "demo-reports");
        pages.page().navigate(demo.demoUrl() + "/reports/sign-in");
        pages.press("Allow");
        pages.inspect("demo-reports-signed-in");
    }

    private void membersPages(PageInspector pages) {
        pages.open(demo.issuer() + "/", "home");
        pages.open(demo.issuer() + "/account/passkeys", "account-passkeys");
        pages.open(demo.issuer() + "/nothing-here", "error-404");
        pages.open(demo.issuer() + "/oauth2/logout", "logout-confirm");
        pages.page().navigate(demo.demoUrl() + "/reports");
        pages.press("Sign out of Reports");
        pages.inspect("demo-signed-out");
    }
}
