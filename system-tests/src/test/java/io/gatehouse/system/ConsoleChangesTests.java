package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console's pages as they look when something was done, was refused, or is about to be done. */
final class ConsoleChangesTests {

    private static final String REFUSED = "[aria-invalid=true]:focus";
    private static final String SECRET = "code.secret";

    private final DemoStack demo = DemoStack.shared();

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void pageWhenApplicationChangedThenSoundAndAccessible(String language) {
        seen("applications", language, (walk, id) -> {
            walk.go("/admin/clients/new?kind=spa").send("/admin/clients/new?kind=spa");
            walk.see(REFUSED, "console-client-new-refused");
            walk.go("/admin/clients/new?kind=service")
                    .fill("name", "Night report")
                    .fill("client_id", id);
            walk.page().locator("input[name=scopes]").first().check();
            walk.send("/admin/clients/new?kind=service").await(SECRET);
            walk.go("/admin/clients/secret?id=" + id).see("#overlap", "console-client-secret-ask");
            walk.send("/admin/clients/secret?id=" + id).see(SECRET, "console-client-secret");
            edit(walk, id);
            walk.go("/admin/clients/client?id=" + id).send("/admin/clients/client/disable?id=" + id);
            walk.see("h1 .badge.disabled", "console-client-disabled");
            walk.go("/admin/clients/client/delete?id=" + id).fill("typed", "something else");
            walk.send("/admin/clients/client/delete?id=" + id).see(REFUSED, "console-client-delete-refused");
            walk.fill("typed", id).send("/admin/clients/client/delete?id=" + id);
            walk.see("[role=status]", "console-clients-deleted");
            walk.go("/admin/clients?q=nothing-like-it").see("main", "console-clients-none");
        });
    }

    /** Refused once, and once too late, since it was saved in another tab meanwhile. */
    private static void edit(Walk walk, String id) {
        String path = "/admin/clients/client/edit?id=" + id;
        walk.go(path).fill("name", "").send(path).see(REFUSED, "console-client-edit-refused");
        walk.go(path);
        try (Page other = walk.page().context().newPage()) {
            other.navigate(walk.issuer() + path);
            other.locator("#name").fill("Weekly report");
            other.locator("main form button[type=submit]").click();
            other.waitForURL(url -> url.contains("done="));
        }
        walk.fill("name", "Nightly report").send(path).see("#differences", "console-client-edit-late");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void pageWhenWebhookChangedThenSoundAndAccessible(String language) {
        seen("webhooks", language, (walk, id) -> {
            walk.go("/admin/webhooks/new").fill("url", "https://127.0.0.1/").send("/admin/webhooks/new");
            walk.see("[role=alert]", "console-webhook-new-refused");
            walk.fill("url", "https://hooks.invalid/" + id)
                    .send("/admin/webhooks/new")
                    .await(SECRET);
            String query =
                    walk.page().locator("main a.button").getAttribute("href").replaceAll(".*\\?", "?");
            walk.go("/admin/webhooks/secret" + query).see("#overlap", "console-webhook-secret-ask");
            walk.send("/admin/webhooks/secret" + query).see(SECRET, "console-webhook-secret-again");
            walk.go("/admin/webhooks/edit" + query).see("[name=enabled]", "console-webhook-edit");
            walk.page().locator("[name=enabled]").uncheck();
            walk.send("/admin/webhooks/edit" + query).see("h1 .badge.disabled", "console-webhook-disabled");
            walk.go("/admin/webhooks").see("tbody", "console-webhooks-disabled");
            walk.go("/admin/webhooks/remove" + query).see("main form", "console-webhook-remove");
            walk.send("/admin/webhooks/remove" + query).await("[role=status]");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void pageWhenRolesAndGroupsChangedThenSoundAndAccessible(String language) {
        seen("roles", language, (walk, id) -> {
            role(walk, id);
            walk.go("/admin/groups").fill("name", "Library " + id).send("/admin/groups");
            walk.await("#roles")
                    .choose("role", id)
                    .page()
                    .locator("section[aria-labelledby=roles] .together button")
                    .click();
            walk.see("section[aria-labelledby=roles] li", "console-group-role");
            String group = walk.page().url().replaceAll(".*/|\\?.*", "");
            walk.go("/admin/groups")
                    .fill("name", "Cellar")
                    .choose("parent", group)
                    .send("/admin/groups");
            walk.see("main > p.hint", "console-group-below");
            walk.go("/admin/groups/" + group).see("#below", "console-group-above");
            walk.go("/admin/groups").see(".tree .depth-1", "console-groups-tree");
        });
    }

    private static void role(Walk walk, String id) {
        String path = "/admin/roles/role?name=" + id;
        walk.go("/admin/roles").fill("name", id).fill("description", "Reads").send("/admin/roles");
        walk.see("#members", "console-role-new");
        walk.page()
                .locator("section[aria-labelledby=permissions] .together button")
                .click();
        walk.await("section[aria-labelledby=permissions] li").choose("member", "notes-admin");
        walk.page().locator("section[aria-labelledby=members] .together button").click();
        walk.await("section[aria-labelledby=members] li");
        walk.go(path).see("section[aria-labelledby=permissions] li", "console-role-full");
        walk.page().locator("a[href*='member=notes-admin']").click();
        walk.see("#count", "console-what-if-member");
        walk.go("/admin/roles/role?name=notes-admin").see("h3", "console-role-part");
        walk.go("/admin/roles").fill("name", id).send("/admin/roles").see(".message.error", "console-refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void pageWhenAskedForSomethingThenSoundAndAccessible(String language) {
        seen("asked", language, (walk, id) -> {
            walk.go("/admin/token").fill("token", accessToken(walk.page())).send("/admin/token");
            walk.see("#checks-caption", "console-token-read");
            walk.fill("token", "nothing").send("/admin/token").see("[role=alert]", "console-token-unreadable");
            walk.go("/admin/people?q=nobody-of-this-name").see("#found", "console-people-none");
            walk.go("/admin/audit?action=nothing&actor=nobody").see("main", "console-audit-none");
            walk.go("/admin/flow?request=AAAAAAAAAAAA").see("[role=status]", "console-flow-nothing");
            walk.go("/admin/invitations?status=expired").see("main", "console-invitations-none");
            walk.go("/admin").page().locator("main details summary").first().click();
            walk.see("details[open] table", "console-home-table");
            walk.go("/admin/nothing-here").see("main h1", "error-404");
        });
    }

    private String accessToken(Page page) {
        String app = "demo-web:" + demo.clientSecret("demo-web");
        String answer = page.request()
                .post(
                        demo.issuer() + "/oauth2/token",
                        RequestOptions.create()
                                .setHeader(
                                        "Authorization",
                                        "Basic "
                                                + Base64.getEncoder()
                                                        .encodeToString(app.getBytes(StandardCharsets.UTF_8)))
                                .setHeader("Content-Type", "application/x-www-form-urlencoded")
                                .setData("grant_type=client_credentials&scope=notes.read"))
                .text();
        return Json.parse(answer).path("access_token").asString();
    }

    /** Walks as the administrator, with a name that nothing else has. */
    private void seen(String name, String language, BiConsumer<Walk, String> steps) {
        try (Browser browser = new Browser();
                BrowserContext visitor = browser.visitor()) {
            Walk walk = new Walk(PageInspector.speaking(visitor.newPage(), language), demo.issuer());
            Screen.walk("console-" + name + "-" + language, walk.page(), page -> {
                walk.signIn("admin@example.com", demo.password("admin"), "/admin", language);
                steps.accept(walk, "made-" + UUID.randomUUID().toString().substring(0, 8));
                assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
            });
            walk.pages().assertNoComplaint();
        }
    }
}
