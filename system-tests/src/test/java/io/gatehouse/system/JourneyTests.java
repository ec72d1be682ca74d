package io.gatehouse.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.gatehouse.system.Screen.button;
import static io.gatehouse.system.Screen.heading;
import static io.gatehouse.system.Screen.link;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The main line of the whole house, walked by a person with a real browser and a real mailbox. */
final class JourneyTests {

    private static final String EMAIL = "carol@example.com";
    private static final String PASSWORD = "seven blue herons at dawn";

    private final DemoStack demo = DemoStack.shared();

    @Test
    void newPersonReachesEverythingAndLosesItWhenSignedOut() {
        try (Browser browser = new Browser();
                BrowserContext visitor = browser.visitor()) {
            Page page = visitor.newPage();
            try {
                walk(visitor, page);
            } catch (AssertionError | RuntimeException e) {
                visitor.pages()
                        .getLast()
                        .screenshot(new Page.ScreenshotOptions()
                                .setFullPage(true)
                                .setPath(Workspace.target().resolve("pages/journey-stopped-here.png")));
                throw e;
            }
        }
    }

    private void walk(BrowserContext visitor, Page waiting) {
        signUp(waiting);
        Page page = activate(visitor, waiting);
        consentToNotes(page);
        writeNote(page);
        refresh(page);
        openSecondAppWithoutPassword(page);
        signOutOfSecondApp(page);
        findBothAppsRefused(page);
    }

    private void signUp(Page page) {
        page.navigate(demo.demoUrl() + "/");
        heading(page, "See how sign-in works");
        link(page, "Sign in to Notes").click();
        at(page, demo.issuer() + "/sign-in?");
        heading(page, "Sign in");
        link(page, "Create an account").click();
        at(page, demo.issuer() + "/sign-up");
        heading(page, "Create your account");
        page.getByLabel("E-mail address").fill(EMAIL);
        page.getByLabel("Your name").fill("Carol Newcomer");
        page.getByLabel("Password").fill(PASSWORD);
        button(page, "Create account").click();
        at(page, demo.issuer() + "/sign-up/sent");
        heading(page, "Look into your mail");
    }

    /** The link opens beside the page that waits, as a mail program would open it, and leads back to the app from there. */
    private Page activate(BrowserContext visitor, Page waiting) {
        Page page = visitor.newPage();
        page.navigate(demo.mails().linkTo(EMAIL));
        at(page, demo.issuer() + "/activate?");
        heading(page, "Activate your account");
        button(page, "Activate my account").click();
        at(page, demo.issuer() + "/sign-in?activated&continue=");
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("Your account is active. You can sign in now.");
        waiting.close();
        fillSignIn(page);
        return page;
    }

    private void consentToNotes(Page page) {
        at(page, demo.issuer() + "/consent?");
        heading(page, "Allow Notebook to use your account?");
        assertThat(page.getByText("You are signed in as " + EMAIL + ".")).isVisible();
        assertThat(page.getByText("Write notes for you")).isVisible();
        button(page, "Allow").click();
        at(page, demo.demoUrl() + "/tokens");
        assertThat(page.getByText("Signed in to Notes as Carol Newcomer.")).isVisible();
        assertThat(page.getByRole(AriaRole.ROWHEADER, new Page.GetByRoleOptions().setName("Refresh token")))
                .isVisible();
    }

    private void writeNote(Page page) {
        link(page, "Notes").click();
        at(page, demo.demoUrl() + "/notes");
        page.getByLabel("New note").fill("Herons are back.");
        button(page, "Add").click();
        at(page, demo.demoUrl() + "/notes");
        assertThat(page.locator("ul.notes li")).containsText(new String[] {"Herons are back."});
    }

    private void refresh(Page page) {
        link(page, "Tokens").click();
        String before = accessToken(page);
        button(page, "Refresh").click();
        at(page, demo.demoUrl() + "/tokens");
        assertThat(page.locator("#latest summary").first()).containsText("Refresh");
        assertThat(accessToken(page)).isNotEqualTo(before);
    }

    private void openSecondAppWithoutPassword(Page page) {
        link(page, "Reports").click();
        at(page, demo.demoUrl() + "/reports");
        link(page, "Sign in to Reports").click();
        at(page, demo.issuer() + "/consent?");
        heading(page, "Allow Reports to use your account?");
        button(page, "Allow").click();
        at(page, demo.demoUrl() + "/reports");
        assertThat(page.getByText("Signed in to Reports as Carol Newcomer.")).isVisible();
        assertThat(page.getByText("1 note", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
    }

    private void signOutOfSecondApp(Page page) {
        button(page, "Sign out of Reports").click();
        at(page, demo.demoUrl() + "/reports/signed-out");
        heading(page, "Signed out");
        assertThat(page.getByText("You are signed out of Reports and at the provider."))
                .isVisible();
    }

    /** The first app still holds its refresh token, which belonged to the session that has ended. */
    private void findBothAppsRefused(Page page) {
        link(page, "Tokens").click();
        assertThat(page.getByText("Signed in to Notes as Carol Newcomer.")).isVisible();
        button(page, "Refresh").click();
        heading(page, "Your sign-in has ended");
        link(page, "Notes").click();
        assertThat(page.getByText("The notes belong to somebody, so the app must know who you are."))
                .isVisible();
        assertThat(page.getByLabel("New note")).hasCount(0);
        link(page, "Sign in to Notes").click();
        at(page, demo.issuer() + "/sign-in?");
        heading(page, "Sign in");
        page.navigate(demo.demoUrl() + "/reports");
        link(page, "Sign in to Reports").click();
        at(page, demo.issuer() + "/sign-in?");
        heading(page, "Sign in");
    }

    private static void fillSignIn(Page page) {
        page.getByLabel("E-mail address").fill(EMAIL);
        page.getByLabel("Password").fill(PASSWORD);
        button(page, "Sign in").click();
    }

    /** The serial number of the access token: the token itself is masked on the page. */
    private static String accessToken(Page page) {
        return page.locator("tr", new Page.LocatorOptions().setHasText("serial number"))
                .last()
                .locator("td")
                .first()
                .innerText();
    }

    private static void at(Page page, String beginning) {
        String escaped = beginning.replaceAll("[.?]", "\\\\$0");
        assertThat(page).hasURL(Pattern.compile("^" + escaped));
    }
}
