package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People who come by a file, from its first look to what the console tells of somebody who was given things. */
final class ConsolePeopleTests {

    /** So many that the page is looked at while they are read. */
    private static final int MANY = 60_000;

    private static final String RUN = "form[action$='/admin/import/run']";

    private final DemoStack demo = DemoStack.shared();

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void pageWhenPeopleImportedThenSoundAndAccessible(String language) {
        try (Browser browser = new Browser();
                BrowserContext visitor = browser.visitor()) {
            Walk walk = new Walk(PageInspector.speaking(visitor.newPage(), language), demo.issuer());
            Screen.walk("console-import-" + language, walk.page(), page -> {
                walk.signIn("admin@example.com", demo.password("admin"), "/admin/import", language);
                String email = "cara-" + UUID.randomUUID().toString().substring(0, 8) + "@example.com";
                running(walk);
                imported(walk, email);
                person(walk, email);
                connected(walk);
            });
            walk.pages().assertNoComplaint();
        }
    }

    private static void running(Walk walk) {
        walk.go("/admin/import/new?problem=FORMAT").see("#problem", "console-import-new-refused");
        upload(walk, people(MANY, "@example.org"));
        walk.see("progress", "console-import-running");
        assertThat(walk.page().locator("progress").count()).as("still running").isEqualTo(1);
        walk.page().locator(RUN).waitFor(new Locator.WaitForOptions().setTimeout(120_000));
        walk.send("/admin/import/discard").see("#state [role=status]", "console-import-discarded");
    }

    private static void imported(Walk walk, String email) {
        upload(walk, people(60, "-" + email) + email + ",Cara\nnobody,Nobody\n");
        walk.await(RUN).send("/admin/import/run").await("#state .badge:not(.pending)");
        walk.page().locator("#state summary").all().forEach(summary -> summary.click());
        walk.see("details[open]", "console-import-done");
        walk.go("/admin/import/state").see("#state", "console-import-state");
        walk.go("/admin/people").see("nav.more", "console-people-more");
        upload(walk, "");
        walk.see("#state .message.error", "console-import-failed");
        assertThat(walk.page().locator("#state .message.error").textContent()).contains("people.csv");
    }

    private static String people(int count, String end) {
        return IntStream.range(0, count)
                .mapToObj(number -> "person" + number + end + ",Person " + number)
                .collect(Collectors.joining("\n", "email,name\n", "\n"));
    }

    private static void upload(Walk walk, String file) {
        walk.go("/admin/import/new")
                .page()
                .locator("#file")
                .setInputFiles(new FilePayload("people.csv", "text/csv", file.getBytes(StandardCharsets.UTF_8)));
        walk.send("/admin/import/new").await("#state-title");
    }

    private static void person(Walk walk, String email) {
        Page page = walk.page();
        walk.go("/admin/people?q=" + email).page().locator("#found tbody a").click();
        walk.await("#about");
        String path = page.url().replaceAll("https?://[^/]+|\\?.*", "");
        walk.go(path + "/roles")
                .choose("role", "notes-admin")
                .fill("until", "2030-01-31")
                .send(path + "/roles");
        walk.see("#given-caption", "console-person-roles-given");
        walk.go("/admin/groups").fill("name", "Readers of " + email).send("/admin/groups");
        walk.await("main > h1");
        String group = page.url().replaceAll(".*/|\\?.*", "");
        walk.go(path + "/groups").choose("group", group).send(path + "/groups");
        walk.see("[role=status]", "console-person-groups-joined");
        walk.go("/admin/groups/" + group).see("section[aria-labelledby=members] li", "console-group-member");
        why(walk, path, group);
        walk.go(path + "/factors/remove").see("main form", "console-factors-remove");
        walk.go(path).see("#given-caption", "console-person-given");
        walk.send(path + "/disable").see("h1 .badge.disabled", "console-person-disabled");
        walk.go(path + "/lock-down").send(path + "/lock-down").see("[role=status]", "console-person-locked-down");
        walk.go(path + "/act-as").see("main h1", "error-404");
    }

    /** Asked on the person's page, and what the loss of a group's role would mean. */
    private static void why(Walk walk, String path, String group) {
        walk.go(path);
        ask(walk, "notes-admin").see("ol.way a", "console-why");
        ask(walk, "admin").see("#answer", "console-why-not-held");
        walk.go("/admin/groups/" + group).choose("role", "notes-admin").send("/admin/groups/" + group + "/roles");
        walk.await("[role=status]").follow("group=" + group);
        walk.see("#count", "console-what-if-group");
        walk.send("/admin/groups/" + group + "/roles").see("[role=status]", "console-group-role-taken");
    }

    private static Walk ask(Walk walk, String role) {
        walk.page().locator("#why-role").fill(role);
        walk.page().locator("form:has(#why-role) button").click();
        walk.page().waitForURL(url -> url.endsWith("/why?role=" + role));
        return walk;
    }

    /** The administrator, signed in to an application, which ends again. */
    private void connected(Walk walk) {
        walk.page().navigate(demo.demoUrl() + "/sign-in");
        walk.await("form[action$='/consent']").send("/consent");
        walk.page().waitForURL(url -> url.startsWith(demo.demoUrl()));
        walk.go("/admin/people?q=admin@example.com")
                .page()
                .locator("#found tbody a")
                .click();
        walk.see("#apps-caption", "console-person-connected");
        walk.send("/apps/withdraw").await("[role=status]");
    }
}
