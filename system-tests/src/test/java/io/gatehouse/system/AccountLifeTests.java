package io.gatehouse.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The life of an account with a second factor, in a real browser: an authenticator app is set up, an app's step-up asks for it,
 * a recovery code stands in for it, the password is reset, another browser is signed out from afar, and the app is removed.
 */
final class AccountLifeTests {

    private static final String EMAIL = "grace@example.com";
    private static final String PASSWORD = "seven blue herons at dawn";
    private static final String NEW_PASSWORD = "nine black swans at dusk";

    private final DemoStack demo = DemoStack.shared();

    @Test
    void accountWhenLivedWithThenEveryDoorAsksForWhatItShould() {
        try (Browser browser = new Browser();
                BrowserContext laptop = browser.visitor();
                BrowserContext tablet = browser.visitor()) {
            Page page = laptop.newPage();
            try {
                live(page, tablet.newPage());
            } catch (AssertionError | RuntimeException e) {
                page.screenshot(new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Workspace.target().resolve("pages/account-life-stopped-here.png")));
                throw e;
            }
        }
    }

    private void live(Page laptop, Page tablet) {
        signUp(laptop);
        Authenticator app = addAuthenticator(laptop);
        stepUpForTheSecretNote(laptop, app);
        signInToNotesWithRecoveryCode(tablet, app);
        signOutTheTabletFromAfar(laptop, tablet);
        resetPassword(laptop, app);
        removeAuthenticator(laptop);
    }

    /** The key as a person would type it, and the recovery codes as a person would keep them. */
    private record Authenticator(String key, List<String> recoveryCodes) {

        /** The code that another program shows at this moment, or some steps of 30 seconds later. */
        String code(int stepsAhead) {
            List<String> command =
                    List.of("oathtool", "--totp", "-b", "-N", "now + " + 30 * stepsAhead + " seconds", key);
            try {
                Process process =
                        new ProcessBuilder(command).redirectErrorStream(true).start();
                return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void signUp(Page page) {
        page.navigate(demo.issuer() + "/sign-up");
        page.getByLabel("E-mail address").fill(EMAIL);
        page.getByLabel("Your name").fill("Grace Lived");
        page.getByLabel("Password").fill(PASSWORD);
        button(page, "Create account").click();
        heading(page, "Look into your mail");
        page.navigate(demo.mails().linkTo(EMAIL));
        button(page, "Activate my account").click();
        fillSignIn(page, PASSWORD);
        heading(page, "You are signed in");
    }

    private Authenticator addAuthenticator(Page page) {
        page.navigate(demo.issuer() + "/account/factors");
        link(page, "Add an authenticator app").click();
        heading(page, "Set up an authenticator app");
        Authenticator shown =
                new Authenticator(page.locator("#secret").innerText().replace(" ", ""), List.of());
        page.getByLabel("Code from the app").fill("000000");
        button(page, "Check the code").click();
        assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
        page.getByLabel("Code from the app").fill(shown.code(0));
        button(page, "Check the code").click();
        heading(page, "Your recovery codes");
        List<String> codes = page.locator("#codes").innerText().strip().lines().toList();
        assertThat(codes).hasSize(10);
        button(page, "I have kept them").click();
        heading(page, "Second factors");
        return new Authenticator(shown.key(), codes);
    }

    /** RFC 9470: the API asks for more than a password, the app passes it on, the person shows a code and is back. */
    private void stepUpForTheSecretNote(Page page, Authenticator app) {
        page.navigate(demo.demoUrl() + "/sign-in");
        heading(page, "Allow Notebook to use your account?");
        button(page, "Allow").click();
        page.navigate(demo.demoUrl() + "/notes");
        button(page, "Show my secret note").click();
        assertThat(page.locator("blockquote.note")).hasCount(0);
        button(page, "Confirm it is you").click();
        heading(page, "Code from your app");
        page.getByLabel("Code from the app").fill(app.code(1));
        button(page, "Continue").click();
        heading(page, "Secret note");
        assertThat(page.locator("blockquote.note")).isVisible();
    }

    private void signInToNotesWithRecoveryCode(Page page, Authenticator app) {
        page.navigate(demo.demoUrl() + "/sign-in");
        fillSignIn(page, PASSWORD);
        heading(page, "Code from your app");
        page.navigate(demo.issuer() + "/account");
        assertThat(page).hasURL(Pattern.compile("/sign-in\\?continue=%2Faccount$"));
        page.navigate(demo.demoUrl() + "/sign-in");
        fillSignIn(page, PASSWORD);
        link(page, "Use another way").click();
        link(page, "One of my recovery codes").click();
        heading(page, "Use a recovery code");
        page.getByLabel("Recovery code").fill(app.recoveryCodes().getFirst());
        button(page, "Continue").click();
        assertThat(page.getByText("Signed in to Notes as Grace Lived.")).isVisible();
    }

    private void signOutTheTabletFromAfar(Page laptop, Page tablet) {
        laptop.navigate(demo.issuer() + "/account/sessions");
        assertThat(laptop.locator("li.entry")).hasCount(2);
        button(laptop, "Sign out everywhere").click();
        heading(laptop, "Sign in");

        button(tablet, "Refresh").click();
        heading(tablet, "Your sign-in has ended");
        tablet.navigate(demo.issuer() + "/account");
        heading(tablet, "Sign in");
        assertThat(demo.mails().newestTo(EMAIL)).contains("signed out");
    }

    /** A new password by mail does not replace the second factor. */
    private void resetPassword(Page page, Authenticator app) {
        page.navigate(demo.issuer() + "/sign-in");
        link(page, "Forgot your password?").click();
        page.getByLabel("E-mail address").fill(EMAIL);
        button(page, "Send the link").click();
        page.waitForURL(url -> url.contains("/reset-password/sent"));
        page.navigate(demo.mails().linkTo(EMAIL, "/reset-password/new"));
        page.getByLabel("New password").fill(NEW_PASSWORD);
        button(page, "Set the new password").click();
        page.waitForURL(url -> url.contains("/reset-password/done"));
        page.navigate(demo.issuer() + "/sign-in");
        fillSignIn(page, PASSWORD);
        assertThat(page.getByText("That e-mail address and password don't match an active account."))
                .isVisible();
        fillSignIn(page, NEW_PASSWORD);
        heading(page, "Code from your app");
        link(page, "Use another way").click();
        link(page, "One of my recovery codes").click();
        page.getByLabel("Recovery code").fill(app.recoveryCodes().getFirst());
        button(page, "Continue").click();
        assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
        page.getByLabel("Recovery code").fill(app.recoveryCodes().getLast());
        button(page, "Continue").click();
        heading(page, "You are signed in");
    }

    private void removeAuthenticator(Page page) {
        page.navigate(demo.issuer() + "/account/factors");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Remove")))
                .first()
                .click();
        assertThat(page.getByRole(AriaRole.STATUS)).isVisible();
        button(page, "Sign out").click();
        fillSignIn(page, NEW_PASSWORD);
        heading(page, "You are signed in");
    }

    private static void fillSignIn(Page page, String password) {
        page.getByLabel("E-mail address").fill(EMAIL);
        page.getByLabel("Password").fill(password);
        button(page, "Sign in").click();
    }

    private static void heading(Page page, String text) {
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText(text);
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
