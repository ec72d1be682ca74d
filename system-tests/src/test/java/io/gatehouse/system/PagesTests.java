package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every page in light, in dark, and 320 pixels wide: nothing sticks out, axe-core finds no violation of WCAG 2.2 A or AA, and
 * the browser reports no broken rule of the page's own policy. The pictures are in {@code target/pages}.
 */
final class PagesTests {

    static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private final DemoStack demo = DemoStack.shared();
    private final List<String> complaints = new ArrayList<>();
    private String look = "";

    @ParameterizedTest
    @CsvSource({"light,1100,LIGHT,alice", "dark,1100,DARK,bob", "narrow,320,LIGHT,admin"})
    void pageWhenSeenInAnyLookThenSoundAndAccessible(String look, int width, ColorScheme scheme, String person) {
        this.look = look;
        try (Browser browser = new Browser();
                BrowserContext visitor = browser.visitor(width, scheme)) {
            Page page = visitor.newPage();
            page.onConsoleMessage(message -> {
                if (message.text().contains("Content Security Policy")) {
                    complaints.add("policy: " + message.text());
                }
            });
            strangersPages(page);
            demoPages(page, person);
            membersPages(page);
        }
        assertThat(complaints).isEmpty();
    }

    private void strangersPages(Page page) {
        open(page, demo.issuer() + "/sign-in", "sign-in");
        page.getByLabel("E-mail address").fill("nobody@example.com");
        page.getByLabel("Password").fill("a wrong password");
        press(page, "Sign in");
        inspect(page, "sign-in-refused");
        open(page, demo.issuer() + "/sign-up", "sign-up");
        open(page, demo.issuer() + "/sign-up/sent", "sign-up-sent");
        open(page, demo.issuer() + "/sign-up/resend", "sign-up-resend");
        open(page, demo.issuer() + "/activate?token=dead", "activate-dead-link");
        open(page, demo.issuer() + "/oauth2/authorize?client_id=nobody", "error-400");
        open(page, demo.issuer() + "/signed-out", "signed-out");
    }

    private void demoPages(Page page, String person) {
        open(page, demo.demoUrl() + "/", "demo-overview");
        page.navigate(demo.demoUrl() + "/sign-in");
        page.getByLabel("E-mail address").fill(person + "@example.com");
        page.getByLabel("Password").fill(demo.password(person));
        press(page, "Sign in");
        inspect(page, "consent");
        press(page, "Allow");
        inspect(page, "demo-tokens");
        open(page, demo.demoUrl() + "/client-credentials", "demo-client-credentials");
        open(page, demo.demoUrl() + "/notes", "demo-notes");
        press(page, "Show my secret note");
        inspect(page, "demo-secret");
        open(page, demo.demoUrl() + "/notes/statistics", "demo-statistics");
        open(page, demo.demoUrl() + "/reports", "demo-reports");
        page.navigate(demo.demoUrl() + "/reports/sign-in");
        press(page, "Allow");
        inspect(page, "demo-reports-signed-in");
    }

    private void membersPages(Page page) {
        open(page, demo.issuer() + "/", "home");
        open(page, demo.issuer() + "/account/passkeys", "account-passkeys");
        open(page, demo.issuer() + "/nothing-here", "error-404");
        open(page, demo.issuer() + "/oauth2/logout", "logout-confirm");
        page.navigate(demo.demoUrl() + "/reports");
        press(page, "Sign out of Reports");
        inspect(page, "demo-signed-out");
    }

    private static void press(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    private void open(Page page, String url, String name) {
        page.navigate(url);
        inspect(page, name);
    }

    private void inspect(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Workspace.target().resolve("pages/" + name + "-" + look + ".png")));
        Object overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (!Integer.valueOf(0).equals(overflow)) {
            complaints.add(name + ": sticks out by " + overflow + " px");
        }
        AxeResults results = new AxeBuilder(page).withTags(RULES).analyze();
        assertThat(results.getPasses()).as("rules that looked at " + name).isNotEmpty();
        results.getViolations()
                .forEach(violation -> complaints.add(name + ": " + violation.getId() + " " + violation.getHelp() + " "
                        + violation.getNodes().stream()
                                .map(node -> node.getHtml())
                                .toList()));
    }
}
