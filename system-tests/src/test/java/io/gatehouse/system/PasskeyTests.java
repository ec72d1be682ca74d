package io.gatehouse.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.gatehouse.system.Screen.button;
import static io.gatehouse.system.Screen.heading;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

/** A passkey's life in a real browser with a virtual authenticator: added, used without a password, used after it, removed. */
final class PasskeyTests {

    private final DemoStack demo = DemoStack.shared();
    private final Newcomer dora = new Newcomer(demo, "dora@example.com", "Dora Passkey", "nine grey geese at noon");

    @Test
    void personWithPasskeyNeedsNoPasswordUntilItIsRemoved() {
        try (Browser browser = new Browser();
                BrowserContext visitor = browser.visitor()) {
            Page page = visitor.newPage();
            PageInspector pages = new PageInspector(page, "");
            Screen.walk("passkey", page, any -> live(pages, new VirtualAuthenticator(page)));
            pages.assertNoComplaint();
        }
    }

    private void live(PageInspector pages, VirtualAuthenticator authenticator) {
        Page page = pages.page();
        dora.signUp(page);
        add(page);
        pages.inspect("account-passkeys-one");
        signOut(page, authenticator);
        signInWithButton(page, authenticator);
        signOut(page, authenticator);
        signInFromEmailField(page, authenticator);
        signOut(page, authenticator);
        useAsSecondFactor(pages, authenticator);
        renameAndRemove(page);
        signOut(page, authenticator);
        findItGone(page, authenticator);
    }

    /** By keyboard alone. */
    private void add(Page page) {
        page.navigate(demo.issuer() + "/account/passkeys");
        heading(page, "Passkeys");
        assertThat(page.getByText("You don't have a passkey yet.")).isVisible();
        Keyboard keys = new Keyboard(page);
        keys.type(page.getByLabel("Name (optional)"), "Virtual key");
        keys.press(button(page, "Add a passkey"));
        heading(page, "Your recovery codes");
        keys.press(button(page, "I have kept them"));
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("Your passkey was added.");
        assertThat(page.getByText("Virtual key").first()).isVisible();
    }

    private void signInWithButton(Page page, VirtualAuthenticator authenticator) {
        assertThat(button(page, "Sign in with a passkey")).isVisible();
        authenticator.touched(true);
        button(page, "Sign in with a passkey").click();
        heading(page, "You are signed in");
    }

    /** The page asks by itself: the browser offers the passkey in the list at the field, and the person picks it. */
    private void signInFromEmailField(Page page, VirtualAuthenticator authenticator) {
        authenticator.touched(true);
        page.evaluate("setTimeout(() => location.reload(), 0)");
        heading(page, "You are signed in");
    }

    private void useAsSecondFactor(PageInspector pages, VirtualAuthenticator authenticator) {
        Page page = pages.page();
        dora.givePassword(page);
        heading(page, "Show your passkey");
        pages.inspect("sign-in-passkey");
        authenticator.touched(true);
        authenticator.verified(false);
        button(page, "Use my passkey").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Nothing happened");
        authenticator.verified(true);
        button(page, "Use my passkey").click();
        heading(page, "You are signed in");
    }

    private void renameAndRemove(Page page) {
        page.navigate(demo.issuer() + "/account/passkeys");
        page.locator("summary", new Page.LocatorOptions().setHasText("Rename")).click();
        page.getByLabel("New name").fill("Old key");
        button(page, "Save the name").click();
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("The name was changed.");
        page.locator("summary", new Page.LocatorOptions().setHasText("Remove")).click();
        assertThat(page.getByText("It is your only passkey.")).isVisible();
        button(page, "Remove this passkey").click();
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("The passkey was removed.");
    }

    private void findItGone(Page page, VirtualAuthenticator authenticator) {
        authenticator.touched(true);
        button(page, "Sign in with a passkey").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("That passkey was not accepted.");
        dora.givePassword(page);
        heading(page, "You are signed in");
    }

    /** Leads to the sign-in page, where nobody touches the authenticator yet. */
    private static void signOut(Page page, VirtualAuthenticator authenticator) {
        authenticator.touched(false);
        page.waitForResponse(
                "**/passkey/options", () -> button(page, "Sign out").click());
        heading(page, "Sign in");
    }
}
