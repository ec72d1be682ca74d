package io.gatehouse.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.gatehouse.system.Screen.button;
import static io.gatehouse.system.Screen.heading;
import static io.gatehouse.system.Screen.link;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Codes by e-mail and trusted browsers, from the day they are turned on to the day they are turned off. */
final class SecondFactorLifeTests {

    private static final String PASSWORD = "six red kites in the wind";
    private static final Pattern CODE = Pattern.compile("^([0-9]{4} ?[0-9]{4})$", Pattern.MULTILINE);

    private final DemoStack demo = DemoStack.shared();

    @Test
    void emailCodeWhenTurnedOnThenAskedForUntilTurnedOff() {
        Newcomer hedy = new Newcomer(demo, "hedy@example.com", "Hedy Mail", PASSWORD);
        try (Browser browser = new Browser();
                BrowserContext visitor = browser.visitor()) {
            Screen.walk("email-codes", visitor.newPage(), page -> {
                hedy.signUp(page);
                page.navigate(demo.issuer() + "/account/factors");
                button(page, "Turn on codes by e-mail").click();
                status(page, "Codes by e-mail are turned on.");
                Newcomer.signOut(page);

                hedy.givePassword(page);
                heading(page, "Code by e-mail");
                button(page, "Send me a code").click();
                String code = demo.mails().findIn(hedy.email(), CODE);
                giveCode(page, "Code from the mail", code.equals("0000 0000") ? "11111111" : "00000000");
                assertThat(page.getByRole(AriaRole.ALERT)).containsText("That code doesn't fit");
                giveCode(page, "Code from the mail", code);
                heading(page, "You are signed in");

                page.navigate(demo.issuer() + "/account/factors");
                button(page, "Turn off codes by e-mail").click();
                status(page, "Codes by e-mail are turned off.");
                Newcomer.signOut(page);
                hedy.givePassword(page);
                heading(page, "You are signed in");
            });
        }
    }

    @Test
    void browserWhenTrustedThenNotAskedUntilTheTrustIsWithdrawn() {
        Newcomer ivan = new Newcomer(demo, "ivan@example.com", "Ivan Trusting", PASSWORD);
        try (Browser browser = new Browser();
                BrowserContext own = browser.visitor();
                BrowserContext other = browser.visitor()) {
            Screen.walk("trusted-browser", own.newPage(), page -> {
                ivan.signUp(page);
                AuthenticatorApp app = ivan.addAuthenticator(page);
                Newcomer.signOut(page);
                ivan.givePassword(page);
                heading(page, "Code from your app");
                page.getByLabel("Don't ask again in this browser").check();
                giveCode(page, "Code from the app", app.code(1));
                heading(page, "You are signed in");
                Newcomer.signOut(page);

                ivan.givePassword(page);
                heading(page, "You are signed in");
                askedElsewhere(ivan, other.newPage());

                page.navigate(demo.issuer() + "/account/factors");
                page.getByRole(
                                AriaRole.BUTTON,
                                new Page.GetByRoleOptions().setName(Pattern.compile("^Trust .* no longer$")))
                        .click();
                status(page, "The browser is no longer trusted.");
                Newcomer.signOut(page);
                ivan.givePassword(page);
                heading(page, "Code from your app");
            });
        }
    }

    /** The trust is the browser's, not the account's. */
    private void askedElsewhere(Newcomer ivan, Page page) {
        page.navigate(demo.issuer() + "/sign-in");
        ivan.givePassword(page);
        heading(page, "Code from your app");
        assertThat(link(page, "Use another way")).isVisible();
    }

    private static void giveCode(Page page, String label, String code) {
        page.getByLabel(label).fill(code);
        button(page, "Continue").click();
    }

    private static void status(Page page, String text) {
        assertThat(page.getByRole(AriaRole.STATUS)).hasText(text);
    }
}
