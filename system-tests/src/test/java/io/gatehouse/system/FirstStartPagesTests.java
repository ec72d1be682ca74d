package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of a server that has just been started and has no mail server: the first administrator's, and the mailbox. */
final class FirstStartPagesTests {

    private static final GatehouseServer SERVER = GatehouseServer.builder("first-start-pages")
            .with("GATEHOUSE_DEMO", "true")
            .start();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void pageWhenSeenInAnyLookThenSoundAndAccessible(String language) {
        try (Browser browser = new Browser();
                BrowserContext visitor = browser.visitor()) {
            Walk walk = new Walk(PageInspector.speaking(visitor.newPage(), language), SERVER.issuer());
            Screen.walk("first-start-" + language, walk.page(), page -> {
                walk.go("/sign-in?lang=" + language);
                firstAdmin(walk);
                String email = "finn-" + language + "@example.com";
                walk.go("/sign-up").fill("email", email).fill("name", "Finn");
                walk.fill("password", "nine white swans at dusk")
                        .send("/sign-up")
                        .await("main a[href*='/resend']");
                mailbox(walk, email);
                assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
            });
            walk.pages().assertNoComplaint();
        }
    }

    /** A password that is refused uses up nothing. */
    private static void firstAdmin(Walk walk) {
        Matcher link = Pattern.compile(Pattern.quote(SERVER.issuer()) + "/first-admin\\?token=\\S+")
                .matcher(SERVER.app().log());
        assertThat(link.find()).isTrue();
        walk.page().navigate(link.group());
        walk.see("form[action$='/first-admin']", "first-admin");
        walk.fill("email", "root@example.com")
                .fill("name", "Root")
                .fill("password", "short")
                .send("/first-admin");
        walk.see("[aria-invalid=true]", "first-admin-refused");
        walk.go("/first-admin?token=dead").see("main h1", "first-admin-dead-link");
    }

    private static void mailbox(Walk walk, String email) {
        Page page = walk.page();
        page.waitForCondition(() -> {
            walk.go("/demo/mailbox");
            return page.getByText(email).count() > 0;
        });
        walk.see("main ul.list", "mailbox");
        page.locator("main li", new Page.LocatorOptions().setHasText(email))
                .locator("a")
                .first()
                .click();
        walk.see("main h1", "mailbox-letter");
    }
}
