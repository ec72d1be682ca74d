package io.gatehouse.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.gatehouse.system.Screen.button;
import static io.gatehouse.system.Screen.heading;
import static io.gatehouse.system.Screen.link;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
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
            Screen.walk("account-life", laptop.newPage(), page -> live(page, tablet.newPage()));
        }
    }

    private void live(Page laptop, Page tablet) {
        signUp(laptop);
        Kept kept = addAuthenticator(laptop);
        stepUpForTheSecretNote(laptop, kept.app());
        signInToNotesWithRecoveryCode(tablet, kept);
        signOutTheTabletFromAfar(laptop, tablet);
        resetPassword(laptop, kept);
        removeAuthenticator(laptop);
    }

    /** What a person has at hand after setting up an authenticator app. */
    private record Kept(AuthenticatorApp app, List<String> recoveryCodes) {}

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

    private Kept addAuthenticator(Page page) {
        page.navigate(demo.issuer() + "/account/factors");
        link(page, "Add an authenticator app").click();
        heading(page, "Set up an authenticator app");
        AuthenticatorApp app = AuthenticatorApp.withKey(page.locator("#secret").innerText());
        page.getByLabel("Code from the app").fill("000000");
        button(page, "Check the code").click();
        assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
        page.getByLabel("Code from the app").fill(app.code(0));
        button(page, "Check the code").click();
        heading(page, "Your recovery codes");
        List<String> codes = page.locator("#codes").innerText().strip().lines().toList();
        assertThat(codes).hasSize(10);
        button(page, "I have kept them").click();
        heading(page, "Second factors");
        return new Kept(app, codes);
    }

    /** RFC 9470: the API asks for more than a password, the app passes it on, the person shows a code and is back. */
    private void stepUpForTheSecretNote(Page page, AuthenticatorApp app) {
        page.navigate(demo.demoUrl() + "/sign-in");
        heading(page, "Allow Notebook to use your account?");
        button(page, "Allow").click();
        idToken(page, "urn:gatehouse:acr:pwd", "[ \"pwd\" ]");
        page.navigate(demo.demoUrl() + "/notes");
        button(page, "Show my secret note").click();
        assertThat(page.locator("blockquote.note")).hasCount(0);
        button(page, "Confirm it is you").click();
        heading(page, "Code from your app");
        page.getByLabel("Code from the app").fill(app.code(1));
        button(page, "Continue").click();
        heading(page, "Secret note");
        assertThat(page.locator("blockquote.note")).isVisible();
        idToken(page, "urn:gatehouse:acr:mfa", "[ \"pwd\", \"otp\", \"mfa\" ]");
    }

    /** What the app was told about the strength of the sign-in, and by which methods (RFC 8176). */
    private void idToken(Page page, String acr, String amr) {
        page.navigate(demo.demoUrl() + "/tokens");
        Locator claims = page.locator("table", new Page.LocatorOptions().setHasText("ID token: claims"))
                .last();
        assertThat(claim(claims, "acr")).hasText(acr);
        assertThat(claim(claims, "amr")).hasText(amr);
    }

    private static Locator claim(Locator claims, String name) {
        return claims.locator(
                        "tr",
                        new Locator.LocatorOptions()
                                .setHas(claims.page().getByText(name, new Page.GetByTextOptions().setExact(true))))
                .locator("td")
                .first();
    }

    private void signInToNotesWithRecoveryCode(Page page, Kept kept) {
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
        page.getByLabel("Recovery code").fill(kept.recoveryCodes().getFirst());
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
    private void resetPassword(Page page, Kept kept) {
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
        page.getByLabel("Recovery code").fill(kept.recoveryCodes().getFirst());
        button(page, "Continue").click();
        assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
        page.getByLabel("Recovery code").fill(kept.recoveryCodes().getLast());
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
}
