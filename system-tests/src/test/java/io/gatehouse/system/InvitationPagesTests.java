package io.gatehouse.system;

import com.microsoft.playwright.BrowserContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the link of an invitation leads whoever is not simply a newcomer, and what the console shows on the way. */
final class InvitationPagesTests {

    private static final String REFUSED = "[aria-invalid=true]:focus";
    private static final String OWN = "form[action='/account/invitation']";

    private final Office office = Office.shared();

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void pageWhenInvitedThenSoundAndAccessible(String language) {
        String bob = Office.email("bob", language);
        String guest = Office.email("guest", language);
        try (Browser browser = new Browser();
                BrowserContext desk = browser.visitor();
                BrowserContext home = browser.visitor()) {
            Walk iris = new Walk(PageInspector.speaking(desk.newPage(), language), office.issuer());
            Walk person = new Walk(PageInspector.speaking(home.newPage(), language), office.issuer());
            Screen.walk("invitation-desk-" + language, iris.page(), page -> {
                office.signIn(iris, "iris", language, "/admin/invitations").await("main > h1");
                refused(iris);
                invite(iris, bob, language);
                invite(iris, guest, language);
                page.locator("a[href$='/resend']").first().click();
                iris.see("form[action$='/resend']", "console-invitation-resend");
                page.navigate(link(bob));
                iris.see("form[action='/sign-out']", "invitation-other");
            });
            Screen.walk("invitation-home-" + language, person.page(), page -> {
                accept(person, bob);
                takeRole(language, browser);
                page.context().clearCookies();
                newcomer(person, guest, language);
            });
            iris.pages().assertNoComplaint();
            person.pages().assertNoComplaint();
        }
    }

    private static void refused(Walk walk) {
        walk.go("/admin/invitations/new").fill("email", "nora at home").send("/admin/invitations/new");
        walk.see(REFUSED, "console-invitation-refused");
    }

    private static void invite(Walk walk, String email, String language) {
        walk.go("/admin/invitations/new").fill("email", email).choose("language", language);
        walk.page().locator("input[name=role][value=reader]").check();
        walk.send("/admin/invitations/new").await("tbody tr:has-text('" + email + "')");
    }

    private String link(String email) {
        return office.mails().linkTo(email, "/invitation");
    }

    /** By somebody who has an account; afterwards the link is dead. */
    private void accept(Walk walk, String email) {
        walk.page().navigate(link(email));
        walk.see("main a[href*='/sign-in']", "invitation-sign-in");
        walk.page().locator("main a[href*='/sign-in']").click();
        walk.fill("email", email).fill("password", office.password()).send("/sign-in");
        walk.see(OWN, "invitation-own").send("/account/invitation").await(".rail");
        walk.page().navigate(link(email));
        walk.see("main a[href='/sign-in']", "invitation-dead");
    }

    /** Whoever invited may give nothing any more. */
    private void takeRole(String language, Browser browser) {
        try (BrowserContext other = browser.visitor()) {
            Walk hal = new Walk(PageInspector.speaking(other.newPage(), language), office.issuer());
            office.signIn(hal, "hal", language, "/admin/people?q=iris-" + language);
            hal.page().locator("#found tbody a").first().click();
            hal.await("#about").page().locator("a[href$='/roles']").last().click();
            hal.send("/roles/take").await("[role=status]");
        }
    }

    private void newcomer(Walk walk, String email, String language) {
        walk.page().navigate(link(email));
        walk.fill("name", "Gil Guest").fill("password", "short").send("/invitation");
        walk.see(REFUSED, "invitation-refused");
        walk.fill("password", "nine amber otters at dusk").send("/invitation");
        walk.see("main a[href='/sign-in']", "invitation-broken");
    }
}
