package io.gatehouse.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.gatehouse.system.Screen.button;
import static io.gatehouse.system.Screen.heading;
import static io.gatehouse.system.Screen.link;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/** Registration, an authenticator app and sign-in with it, without a mouse. The test touches a page through its keys only. */
final class KeyboardTests {

    private static final String EMAIL = "kay@example.com";
    private static final String PASSWORD = "four white owls at midnight";

    private final DemoStack demo = DemoStack.shared();

    @Test
    void personWithoutMouseWhenSigningUpAndInThenReachesEverything() {
        try (Browser browser = new Browser();
                BrowserContext visitor = browser.visitor()) {
            Screen.walk("keyboard", visitor.newPage(), page -> {
                Keyboard keys = new Keyboard(page);
                signUp(page, keys);
                signIn(page, keys);
                heading(page, "You are signed in");
                AuthenticatorApp app = enrol(page, keys);
                keys.press(button(page, "Sign out"));
                signIn(page, keys);
                giveCode(page, keys, app);
            });
        }
    }

    private void signUp(Page page, Keyboard keys) {
        page.navigate(demo.issuer() + "/sign-in");
        keys.press(link(page, "Create an account"));
        heading(page, "Create your account");
        keys.typeAtOnce(page.getByLabel("E-mail address"), EMAIL);
        keys.type(page.getByLabel("Your name"), "Kay Keys");
        keys.type(page.getByLabel("Password"), PASSWORD);
        keys.press(button(page, "Create account"));
        heading(page, "Look into your mail");
        page.navigate(demo.mails().linkTo(EMAIL));
        keys.press(button(page, "Activate my account"));
    }

    /** The cursor stands where one begins, and after a refusal where one has to begin again. */
    private static void signIn(Page page, Keyboard keys) {
        heading(page, "Sign in");
        keys.typeAtOnce(page.getByLabel("E-mail address"), EMAIL);
        keys.type(page.getByLabel("Password"), "a wrong password");
        keys.enter();
        assertThat(page.locator(".message.error")).isVisible();
        assertThat(page.getByLabel("Password"))
                .hasAccessibleDescription(
                        "That e-mail address and password don't match an active account. Check both and try again.");
        keys.typeAtOnce(page.getByLabel("Password"), PASSWORD);
        keys.enter();
    }

    private static AuthenticatorApp enrol(Page page, Keyboard keys) {
        keys.press(link(page, "Your account"));
        heading(page, "Your account");
        keys.press(link(page, "Second factors"));
        heading(page, "Second factors");
        skipToTheContent(page, keys);
        keys.press(link(page, "Add an authenticator app"));
        heading(page, "Set up an authenticator app");
        AuthenticatorApp app = AuthenticatorApp.withKey(page.locator("#secret").innerText());
        keys.type(page.getByLabel("Code from the app"), "000000");
        keys.enter();
        wrongCode(page);
        keys.typeAtOnce(page.getByLabel("Code from the app"), app.code(0));
        keys.enter();
        heading(page, "Your recovery codes");
        keys.press(button(page, "I have kept them"));
        assertThat(page.getByText("The authenticator app is set up.")).isVisible();
        return app;
    }

    /** The first Tab on a page offers to leave out what is the same on every page. */
    private static void skipToTheContent(Page page, Keyboard keys) {
        page.keyboard().press("Tab");
        assertThat(link(page, "Skip to the content")).isFocused();
        assertThat(link(page, "Skip to the content")).isInViewport();
        keys.enter();
        page.keyboard().press("Tab");
        assertThat(link(page, "Add an authenticator app")).isFocused();
        page.keyboard().press("Shift+Tab");
    }

    private static void giveCode(Page page, Keyboard keys, AuthenticatorApp app) {
        heading(page, "Code from your app");
        keys.typeAtOnce(page.getByLabel("Code from the app"), "000000");
        keys.enter();
        wrongCode(page);
        keys.typeAtOnce(page.getByLabel("Code from the app"), app.code(1));
        keys.enter();
        heading(page, "You are signed in");
    }

    private static void wrongCode(Page page) {
        assertThat(page.getByLabel("Code from the app"))
                .hasAccessibleDescription(
                        "That code doesn't fit. Wait for the next one and try again; each code works once.");
    }
}
