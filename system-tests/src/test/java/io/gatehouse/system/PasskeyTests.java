package io.gatehouse.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

/** A passkey's life in a real browser with a virtual authenticator: added, used without a password, used after it, removed. */
final class PasskeyTests {

    private static final String EMAIL = "dora@example.com";
    private static final String PASSWORD = "nine grey geese at noon";

    private final DemoStack demo = DemoStack.shared();

    @Test
    void personWithPasskeyNeedsNoPasswordUntilItIsRemoved() {
        try (Browser browser = new Browser();
                BrowserContext visitor = browser.visitor()) {
            Page page = visitor.newPage();
            PageInspector pages = new PageInspector(page, "passkey");
            try {
                walk(pages, new Authenticator(visitor.newCDPSession(page)));
                pages.assertNoComplaint();
            } catch (AssertionError | RuntimeException e) {
                page.screenshot(new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Workspace.target().resolve("pages/passkey-stopped-here.png")));
                throw e;
            }
        }
    }

    private void walk(PageInspector pages, Authenticator authenticator) {
        Page page = pages.page();
        signUp(page);
        add(page);
        pages.inspect("account-with-passkey");
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

    private void signUp(Page page) {
        page.navigate(demo.issuer() + "/sign-up");
        page.getByLabel("E-mail address").fill(EMAIL);
        page.getByLabel("Your name").fill("Dora Passkey");
        page.getByLabel("Password").fill(PASSWORD);
        button(page, "Create account").click();
        heading(page, "Look into your mail");
        page.navigate(demo.mails().linkTo(EMAIL));
        button(page, "Activate my account").click();
        fillSignIn(page);
        heading(page, "You are signed in");
    }

    /** By keyboard alone. */
    private void add(Page page) {
        page.navigate(demo.issuer() + "/account/passkeys");
        heading(page, "Passkeys");
        assertThat(page.getByText("You don't have a passkey yet.")).isVisible();
        page.getByLabel("Name (optional)").focus();
        page.keyboard().type("Virtual key");
        page.keyboard().press("Tab");
        assertThat(button(page, "Add a passkey")).isFocused();
        page.keyboard().press("Enter");
        heading(page, "Your recovery codes");
        button(page, "I have kept them").click();
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("Your passkey was added.");
        assertThat(page.getByText("Virtual key").first()).isVisible();
    }

    private void signInWithButton(Page page, Authenticator authenticator) {
        assertThat(button(page, "Sign in with a passkey")).isVisible();
        authenticator.touched(true);
        button(page, "Sign in with a passkey").click();
        heading(page, "You are signed in");
    }

    /** The page asks by itself: the browser offers the passkey in the list at the field, and the person picks it. */
    private void signInFromEmailField(Page page, Authenticator authenticator) {
        authenticator.touched(true);
        page.evaluate("setTimeout(() => location.reload(), 0)");
        heading(page, "You are signed in");
    }

    private void useAsSecondFactor(PageInspector pages, Authenticator authenticator) {
        Page page = pages.page();
        fillSignIn(page);
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

    private void findItGone(Page page, Authenticator authenticator) {
        authenticator.touched(true);
        button(page, "Sign in with a passkey").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("That passkey was not accepted.");
        fillSignIn(page);
        heading(page, "You are signed in");
    }

    /** Leads to the sign-in page, where nobody touches the authenticator yet. */
    private static void signOut(Page page, Authenticator authenticator) {
        authenticator.touched(false);
        page.waitForResponse(
                "**/passkey/options", () -> button(page, "Sign out").click());
        heading(page, "Sign in");
    }

    private static void fillSignIn(Page page) {
        page.getByLabel("E-mail address").fill(EMAIL);
        page.getByLabel("Password").fill(PASSWORD);
        button(page, "Sign in").click();
    }

    private static void heading(Page page, String text) {
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText(text);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Chromium's own authenticator for tests: keeps passkeys, and touches itself if it is told so. */
    private static final class Authenticator {

        private final CDPSession session;
        private final String id;

        Authenticator(CDPSession session) {
            this.session = session;
            session.send("WebAuthn.enable");
            JsonObject options = new JsonObject();
            options.addProperty("protocol", "ctap2");
            options.addProperty("transport", "internal");
            options.addProperty("hasResidentKey", true);
            options.addProperty("hasUserVerification", true);
            options.addProperty("isUserVerified", true);
            options.addProperty("automaticPresenceSimulation", true);
            JsonObject arguments = new JsonObject();
            arguments.add("options", options);
            this.id = session.send("WebAuthn.addVirtualAuthenticator", arguments)
                    .get("authenticatorId")
                    .getAsString();
        }

        void touched(boolean enabled) {
            set("WebAuthn.setAutomaticPresenceSimulation", "enabled", enabled);
        }

        void verified(boolean is) {
            set("WebAuthn.setUserVerified", "isUserVerified", is);
        }

        private void set(String method, String name, boolean value) {
            JsonObject arguments = new JsonObject();
            arguments.addProperty("authenticatorId", id);
            arguments.addProperty(name, value);
            session.send(method, arguments);
        }
    }
}
