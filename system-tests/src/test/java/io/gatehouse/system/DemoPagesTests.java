package io.gatehouse.system;

import static io.gatehouse.system.Screen.heading;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/** Every page of the sample app, which is in English whatever the person speaks: before the sign-in, after it, and for admins. */
final class DemoPagesTests {

    private final DemoStack demo = DemoStack.shared();

    @Test
    void pageWhenSeenInAnyLookThenSoundAndAccessible() {
        Newcomer delia = new Newcomer(demo, "delia@example.com", "Delia Sample", "eleven grey geese at noon");
        try (Browser browser = new Browser();
                BrowserContext visitor = browser.visitor()) {
            PageInspector pages = new PageInspector(visitor.newPage(), "");
            Screen.walk("demo-pages", pages.page(), page -> {
                delia.signUp(page);
                AuthenticatorApp app = delia.addAuthenticator(page);
                open(pages, "/", "demo-overview");
                open(pages, "/tokens", "demo-tokens-signed-out");
                open(pages, "/notes", "demo-notes-signed-out");
                page.navigate(demo.demoUrl() + "/sign-in");
                pages.press("Allow");
                pages.inspect("demo-tokens");
                notes(pages, app);
                clientCredentials(pages);
                reports(pages);
                open(pages, "/nothing-here", "demo-error");
                open(pages, "/callback?state=unknown&code=unknown", "demo-problem");
            });
            pages.assertNoComplaint();
        }
    }

    @Test
    void statisticsWhenAdminThenSoundAndAccessible() {
        try (Browser browser = new Browser();
                BrowserContext visitor = browser.visitor()) {
            Walk walk = new Walk(new PageInspector(visitor.newPage(), ""), demo.issuer());
            Screen.walk("demo-admin", walk.page(), page -> {
                walk.signIn("bob@example.com", demo.password("bob"), "/account/apps", "en");
                page.navigate(demo.demoUrl() + "/sign-in");
                walk.await("form[action$='/consent'], #latest");
                if (page.url().contains("/consent")) {
                    walk.send("/consent").await("#latest");
                }
                open(walk.pages(), "/notes/statistics", "demo-statistics-admin");
            });
            walk.pages().assertNoComplaint();
        }
    }

    private void notes(PageInspector pages, AuthenticatorApp app) {
        open(pages, "/notes", "demo-notes");
        pages.fill("New note", "Bread, milk, a new key");
        pages.press("Add");
        pages.inspect("demo-notes-added");
        pages.press("Show my secret note");
        pages.inspect("demo-secret");
        pages.press("Confirm it is you");
        pages.fill("Code from the app", app.code(1));
        pages.press("Continue");
        heading(pages.page(), "Secret note");
        pages.inspect("demo-secret-shown");
        open(pages, "/notes/statistics", "demo-statistics");
    }

    private void clientCredentials(PageInspector pages) {
        open(pages, "/client-credentials", "demo-client-credentials");
        pages.press("Get a token");
        pages.inspect("demo-client-credentials-token");
    }

    private void reports(PageInspector pages) {
        Page page = pages.page();
        open(pages, "/reports", "demo-reports");
        page.navigate(demo.demoUrl() + "/reports/sign-in");
        pages.press("Allow");
        pages.inspect("demo-reports-signed-in");
        pages.press("Sign out of Reports");
        pages.inspect("demo-signed-out");
    }

    private void open(PageInspector pages, String path, String name) {
        pages.open(demo.demoUrl() + path, name);
    }
}
