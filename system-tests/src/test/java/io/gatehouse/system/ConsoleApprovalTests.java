package io.gatehouse.system;

import com.microsoft.playwright.BrowserContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes that need two administrators, as the first one asks for them and the second one decides. */
final class ConsoleApprovalTests {

    private static final String EDIT = "/admin/clients/client/edit?id=library";
    private static final String SECRET = "/admin/clients/secret?id=library";
    private static final String PROPOSAL = "form[action*='/admin/proposals/proposal/%s']";
    private static final String DECIDED = ".facts dt:nth-of-type(4)";

    private final Office office = Office.shared();

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void pageWhenTwoAdministratorsDecideThenSoundAndAccessible(String language) {
        try (Browser browser = new Browser();
                BrowserContext first = browser.visitor();
                BrowserContext second = browser.visitor()) {
            Walk grace = new Walk(PageInspector.speaking(first.newPage(), language), office.issuer());
            Walk hal = new Walk(PageInspector.speaking(second.newPage(), language), office.issuer());
            Screen.walk("approval-asks-" + language, grace.page(), page -> {
                office.signIn(grace, "grace", language, "/admin/proposals")
                        .see("main > p.hint", "console-proposals-none");
                propose(grace);
            });
            Screen.walk("approval-decides-" + language, hal.page(), page -> {
                office.signIn(hal, "hal", language, "/admin/proposals").see("tbody tr", "console-proposals-waiting");
                decide(hal);
            });
            grace.pages().assertNoComplaint();
            hal.pages().assertNoComplaint();
        }
    }

    /** One of the proposals is taken back, two go on to the second administrator. */
    private static void propose(Walk walk) {
        walk.go(EDIT).fill("name", "Town library").send(EDIT).see(form("withdraw"), "console-proposal-own");
        walk.page().locator(form("withdraw") + " button").click();
        walk.see(DECIDED, "console-proposal-withdrawn");
        walk.go(EDIT).fill("name", "Town library").send(EDIT).await(form("withdraw"));
        walk.go(SECRET).see("#reason", "console-client-secret-reason");
        walk.fill("reason", "The old one was in a mail").send(SECRET).await(form("withdraw"));
    }

    private static void decide(Walk walk) {
        walk.page().locator("tbody th a").first().click();
        walk.see(form("approve"), "console-proposal-decide");
        walk.page().locator(form("approve") + " button").click();
        walk.see("code.secret", "console-approved-secret");
        walk.go("/admin/proposals").page().locator("tbody th a").first().click();
        walk.await(form("reject")).page().locator(form("reject") + " button").click();
        walk.see(DECIDED, "console-proposal-rejected");
        walk.go("/admin/proposals?all=true").see("tbody tr:nth-child(3)", "console-proposals-all");
    }

    private static String form(String decision) {
        return PROPOSAL.formatted(decision);
    }
}
