package io.gatehouse.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.gatehouse.system.Screen.button;
import static io.gatehouse.system.Screen.heading;
import static io.gatehouse.system.Screen.link;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * From an administrator's invitation to an app that opens because of it, and shut again: two people at two browsers, a real
 * mailbox, and the sample API as the one that decides.
 */
final class InvitationStoryTests {

    private static final String EMAIL = "nora@example.com";
    private static final String NAME = "Nora Newcomer";
    private static final String PASSWORD = "nine amber otters at dusk";
    private static final String GROUP = "Archive";
    private static final String ROLE = "notes-admin";

    private final DemoStack demo = DemoStack.shared();

    @Test
    void invitedPersonReachesWhatTheGroupOpensAndLosesItWithTheRole() {
        try (Browser browser = new Browser();
                BrowserContext desk = browser.visitor();
                BrowserContext home = browser.visitor()) {
            PageInspector admin = new PageInspector(desk.newPage(), "");
            PageInspector person = new PageInspector(home.newPage(), "");
            Screen.walk("invitation-desk", admin.page(), page -> {
                signIn(page);
                String group = groupWithRole(page);
                invite(admin);
                Screen.walk("invitation-home", person.page(), other -> {
                    accept(person);
                    openApp(other);
                    statistics(other, "You are an admin, so the API answered.");
                });
                why(page, "through the group " + GROUP);
                assertThat(explained()).contains("\"held\":true", "member " + GROUP, "group role " + ROLE);
                takeRole(page, group);
                why(page, "No roles");
                assertThat(explained()).contains("\"held\":false", "\"ways\":[]");
                Screen.walk("invitation-home", person.page(), other -> {
                    refreshWithoutRole(other);
                    statistics(other, "But this route is for admins");
                    deadLink(person);
                });
            });
            admin.assertNoComplaint();
            person.assertNoComplaint();
        }
    }

    /** The pages of an invitation from right to left: the console's, the mail's and the one behind its link. */
    @Test
    void pagesWhenInArabicThenSoundAndAccessible() {
        try (Browser browser = new Browser();
                BrowserContext desk = browser.visitor();
                BrowserContext home = browser.visitor()) {
            PageInspector admin = new PageInspector(desk.newPage(), "ar-");
            PageInspector person = new PageInspector(home.newPage(), "ar-");
            String email = "noor@example.com";
            Screen.walk("invitation-arabic", admin.page(), page -> {
                signIn(page);
                Walk walk = new Walk(admin, demo.issuer());
                walk.go("/admin?lang=ar").go("/admin/invitations/new").fill("email", email);
                page.locator("#language").selectOption("ar");
                walk.see("form[action$='/new']", "console-invitation").send("/admin/invitations/new");
                walk.see("tbody tr", "console-invitations");
            });
            person.page().navigate(demo.mails().linkTo(email));
            assertThat(person.page().evaluate("document.documentElement.dir")).isEqualTo("rtl");
            person.inspect("invitation");
            person.page().navigate("about:blank");
            person.page()
                    .setContent(demo.mails()
                            .htmlTo(List.of(email))
                            .values()
                            .iterator()
                            .next());
            person.in(Look.NARROW, Look.DARK).inspect("mail-invitation");
            admin.assertNoComplaint();
            person.assertNoComplaint();
        }
    }

    private void signIn(Page page) {
        page.navigate(demo.issuer() + "/sign-in?continue=%2Fadmin");
        page.getByLabel("E-mail address").fill("admin@example.com");
        page.getByLabel("Password").fill(demo.password("admin"));
        button(page, "Sign in").click();
        page.waitForURL(url -> url.contains("/admin"));
    }

    /** Ends on the group's page; returns its address. */
    private String groupWithRole(Page page) {
        page.navigate(demo.issuer() + "/admin/groups");
        page.getByLabel("Name").fill(GROUP);
        button(page, "Create").click();
        heading(page, GROUP);
        page.locator("select[name=role]").selectOption(new SelectOption().setValue(ROLE));
        button(page, "Role to carry").click();
        assertThat(page.locator("section[aria-labelledby=roles] li").first()).containsText(ROLE);
        return page.url().replaceAll("\\?.*", "");
    }

    private void invite(PageInspector pages) {
        Page page = pages.page();
        link(page, "Invitations").click();
        heading(page, "Invitations");
        link(page, "Invite somebody").click();
        heading(page, "Invite somebody");
        page.getByLabel("E-mail address").fill("nora at home");
        button(page, "Send the invitation").click();
        pages.inspect("console-invitation-refused");
        page.getByLabel("E-mail address").fill(EMAIL);
        page.getByLabel(GROUP).check();
        page.getByLabel("Your own words in the mail (optional)").fill("Welcome to the archive!\nYours, Ada");
        pages.inspect("console-invitation");
        button(page, "Send the invitation").click();
        heading(page, "Invitations");
        assertThat(row(page)).containsText("Open");
        assertThat(row(page)).containsText(GROUP);
        pages.inspect("console-invitations");
    }

    private static Locator row(Page page) {
        return page.locator("tbody tr", new Page.LocatorOptions().setHasText(EMAIL));
    }

    private void accept(PageInspector pages) {
        Page page = pages.page();
        assertThat(demo.mails().newestTo(EMAIL)).contains("Demo Admin invites you", "Welcome to the archive!");
        page.navigate(demo.mails().linkTo(EMAIL, "/invitation"));
        heading(page, "You are invited");
        assertThat(page.getByText(EMAIL)).isVisible();
        page.getByLabel("Your name").fill(NAME);
        page.getByLabel("Password").fill("short");
        button(page, "Accept the invitation").click();
        pages.inspect("invitation-refused");
        page.getByLabel("Password").fill(PASSWORD);
        button(page, "Accept the invitation").click();
        heading(page, "You are signed in");
    }

    private void openApp(Page page) {
        page.navigate(demo.demoUrl() + "/");
        link(page, "Sign in to Notes").click();
        heading(page, "Allow Notebook to use your account?");
        button(page, "Allow").click();
        assertThat(page.getByText("Signed in to Notes as " + NAME + ".")).isVisible();
        assertThat(page.locator("section[aria-labelledby=decoded]")).containsText(ROLE);
    }

    private void statistics(Page page, String told) {
        page.navigate(demo.demoUrl() + "/notes/statistics");
        assertThat(page.locator("main")).containsText(told);
    }

    /** What the console says of why somebody holds a role. */
    private void why(Page page, String said) {
        page.navigate(demo.issuer() + "/admin/invitations");
        assertThat(row(page)).containsText("Accepted");
        link(page, EMAIL).click();
        heading(page, NAME + " Active");
        assertThat(page.locator("section[aria-labelledby=roles]")).containsText(said);
    }

    /** What the operator's terminal says of why. */
    private String explained() {
        return demo.server().terminal().admin("explain", EMAIL, "--role", ROLE, "--json");
    }

    private void takeRole(Page page, String group) {
        page.navigate(group);
        button(page, "Remove " + ROLE).click();
        assertThat(page.locator("section[aria-labelledby=roles]")).containsText("None");
    }

    private void refreshWithoutRole(Page page) {
        page.navigate(demo.demoUrl() + "/tokens");
        button(page, "Refresh").click();
        assertThat(page.locator("#latest summary").first()).containsText("Refresh");
        assertThat(page.locator("section[aria-labelledby=decoded]")).not().containsText(ROLE);
    }

    private void deadLink(PageInspector pages) {
        pages.page().context().clearCookies();
        pages.open(demo.mails().linkTo(EMAIL, "/invitation"), "invitation-dead");
        heading(pages.page(), "This invitation can’t be used");
    }
}
