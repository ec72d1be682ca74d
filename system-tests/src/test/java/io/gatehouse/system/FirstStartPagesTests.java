package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The pages of a server that has just been started and has no mail server: the first administrator's, and the mailbox. */
final class FirstStartPagesTests {

    private static final Pattern FIRST_ADMIN = Pattern.compile("https?://\\S+/first-admin\\?token=\\S+");

    private static final GatehouseServer SERVER = GatehouseServer.builder("first-start-pages")
            .with("GATEHOUSE_DEMO", "true")
            .start();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void pageWhenSeenInAnyLookThenSoundAndAccessible() {
        try (Browser browser = new Browser();
                BrowserContext visitor = browser.visitor()) {
            PageInspector pages = new PageInspector(visitor.newPage(), "");
            Matcher link = FIRST_ADMIN.matcher(SERVER.app().log());
            assertThat(link.find()).isTrue();
            pages.open(link.group(), "first-admin");
            pages.open(SERVER.issuer() + "/first-admin?token=dead", "first-admin-dead-link");

            String email = "finn@example.com";
            pages.page().navigate(SERVER.issuer() + "/sign-up");
            pages.fill("E-mail address", email);
            pages.fill("Your name", "Finn");
            pages.fill("Password", "nine white swans at dusk");
            pages.press("Create account");
            mailbox(pages, email);
            pages.assertNoComplaint();
        }
    }

    private static void mailbox(PageInspector pages, String email) {
        Page page = pages.page();
        page.waitForCondition(() -> {
            page.navigate(SERVER.issuer() + "/demo/mailbox");
            return page.getByText(email).count() > 0;
        });
        pages.inspect("mailbox");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("Activate your account")))
                .first()
                .click();
        pages.inspect("mailbox-letter");
    }
}
