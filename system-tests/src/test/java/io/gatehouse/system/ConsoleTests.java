package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The administration console as an administrator sees it in any look, and how its search keeps up with typing. */
final class ConsoleTests {

    private static final Map<String, String> PAGES = new TreeMap<>(Map.ofEntries(
            Map.entry("console-home", "/admin"),
            Map.entry("console-people", "/admin/people"),
            Map.entry("console-roles", "/admin/roles"),
            Map.entry("console-role", "/admin/roles/role?name=admin"),
            Map.entry("console-what-if", "/admin/roles/what-if?role=admin&permission=people:read"),
            Map.entry("console-what-if-gone", "/admin/roles/what-if?role=admin"),
            Map.entry("console-groups", "/admin/groups"),
            Map.entry("console-clients", "/admin/clients"),
            Map.entry("console-client", "/admin/clients/client?id=demo-web"),
            Map.entry("console-keys", "/admin/keys"),
            Map.entry("console-audit", "/admin/audit"),
            Map.entry("console-audit-filtered", "/admin/audit?action=role_given&from=2026-01-01"),
            Map.entry("console-token", "/admin/token"),
            Map.entry("console-webhooks", "/admin/webhooks"),
            Map.entry("console-import", "/admin/import"),
            Map.entry("console-import-new", "/admin/import/new"),
            Map.entry("console-client-kinds", "/admin/clients/new"),
            Map.entry("console-client-new", "/admin/clients/new?kind=web"),
            Map.entry("console-client-edit", "/admin/clients/client/edit?id=demo-web"),
            Map.entry("console-client-delete", "/admin/clients/client/delete?id=demo-web"),
            Map.entry("console-flow", "/admin/flow")));

    private final DemoStack demo = DemoStack.shared();

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void consoleWhenSeenInAnyLookThenSoundAndAccessible(String language) {
        try (Browser browser = new Browser();
                BrowserContext visitor = browser.visitor()) {
            PageInspector pages = PageInspector.speaking(visitor.newPage(), language);
            signIn(pages, language);
            everything(pages);
            assertThat(pages.page().locator("html").getAttribute("lang")).isEqualTo(language);
            pages.assertNoComplaint();
        }
    }

    /** The list follows without a click, and the address keeps what was searched. */
    @Test
    void searchWhenTypedThenListFollows() {
        try (Browser browser = new Browser();
                BrowserContext visitor = browser.visitor()) {
            Page page = visitor.newPage();
            PageInspector pages = new PageInspector(page, "");
            signIn(pages, "en");
            page.navigate(demo.issuer() + "/admin/people");
            page.locator("#q").pressSequentially("bob@");
            page.waitForURL(url -> url.contains("q=bob"));
            assertThat(page.locator("#found tbody tr").count()).isEqualTo(1);
            assertThat(page.locator("#found").textContent()).contains("bob@example.com");
            pages.assertNoComplaint();
        }
    }

    private void signIn(PageInspector pages, String language) {
        new Walk(pages, demo.issuer()).signIn("admin@example.com", demo.password("admin"), "/admin", language);
    }

    private void everything(PageInspector pages) {
        webhook(pages);
        client(pages);
        group(pages);
        file(pages);
        request(pages);
        Walk walk = new Walk(pages, demo.issuer());
        PAGES.forEach((name, path) -> walk.visit(path, name));
        pages.page().navigate(demo.issuer() + "/admin/people?q=bob");
        String bob = pages.page().locator("#found tbody a").first().getAttribute("href");
        walk.visit(bob, "console-person");
        walk.visit(bob + "/roles", "console-person-roles");
        walk.visit(bob + "/groups", "console-person-groups");
        walk.visit(bob + "/why", "console-why-ask");
        walk.visit(bob + "/why?permission=keys:rotate", "console-why-not");
        walk.visit(bob + "/lock-down", "console-lock-down");
        walk.visit(bob + "/act-as", "console-act-as");
        pages.page().navigate(demo.issuer() + "/admin/keys");
        pages.page().locator("a[href*='/admin/keys/rotate']").first().click();
        pages.inspect("console-key-rotate");
        pages.page().locator("form[action*='/admin/keys/rotate'] button").click();
        pages.page().waitForURL(url -> url.contains("/admin/proposals/proposal"));
        pages.open(pages.page().url(), "console-proposal");
        walk.visit("/admin/proposals", "console-proposals");
    }

    private void webhook(PageInspector pages) {
        Page page = pages.page();
        pages.open(demo.issuer() + "/admin/webhooks/new", "console-webhook-new");
        page.locator("#url").fill("https://hooks.invalid/gatehouse");
        page.locator("main form button[type=submit]").click();
        assertThat(page.locator("code.secret").textContent()).startsWith("whsec_");
        pages.inspect("console-webhook-secret");
        page.locator("main a.button").click();
        page.locator("form[action*='/webhook/test'] button").click();
        page.waitForURL(url -> url.contains("done=sent"));
        assertThat(page.locator("table").textContent()).contains("webhook_test");
        pages.inspect("console-webhook");
    }

    private void client(PageInspector pages) {
        Page page = pages.page();
        page.navigate(demo.issuer() + "/admin/clients/new?kind=service");
        page.locator("#name").fill("Nightly report");
        page.locator("input[name=scopes]").first().check();
        page.locator("main form button[type=submit]").click();
        assertThat(page.locator("code.secret").last().textContent()).isNotBlank();
        pages.inspect("console-client-created");
    }

    private void group(PageInspector pages) {
        Page page = pages.page();
        page.navigate(demo.issuer() + "/admin/groups");
        page.locator("#name")
                .fill("Reading room " + UUID.randomUUID().toString().substring(0, 8));
        page.locator("main form.grid button").click();
        page.waitForURL(url -> url.contains("/admin/groups/"));
        pages.inspect("console-group");
    }

    /** Tried and thrown away. */
    private void file(PageInspector pages) {
        Page page = pages.page();
        page.navigate(demo.issuer() + "/admin/import/new");
        page.locator("#file")
                .setInputFiles(new FilePayload(
                        "people.csv",
                        "text/csv",
                        "email,name\ncara@example.com,Cara\nnobody,Nobody\n".getBytes(StandardCharsets.UTF_8)));
        page.locator("main form button[type=submit]").click();
        page.locator("form[action*='/admin/import/run']").waitFor();
        pages.inspect("console-import-tried");
        page.locator("form[action*='/admin/import/discard'] button").click();
        page.locator("form[action*='/admin/import/run']")
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    }

    private void request(PageInspector pages) {
        String id = pages.page()
                .request()
                .get(demo.issuer() + "/oauth2/authorize?response_type=code&client_id=nobody-known")
                .headers()
                .get("x-request-id");
        pages.open(demo.issuer() + "/admin/flow?request=" + id, "console-flow-steps");
        assertThat(pages.page().locator("main").textContent()).contains("nobody-known");
    }
}
