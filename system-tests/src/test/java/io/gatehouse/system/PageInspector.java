package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at pages: nothing sticks out, axe-core finds no violation of WCAG 2.2 A or AA, and the browser reports no broken rule
 * of the page's own policy. The pictures are in {@code target/pages}.
 */
final class PageInspector {

    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private final Page page;
    private final String look;
    private final List<String> complaints = new ArrayList<>();

    PageInspector(Page page, String look) {
        this.page = page;
        this.look = look;
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                complaints.add("policy: " + message.text());
            }
        });
    }

    Page page() {
        return page;
    }

    void press(String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    void fill(String label, String text) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).fill(text);
    }

    void open(String url, String name) {
        page.navigate(url);
        inspect(name);
    }

    void inspect(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Workspace.target().resolve("pages/" + name + "-" + look + ".png")));
        Object overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (!Integer.valueOf(0).equals(overflow)) {
            complaints.add(name + ": sticks out by " + overflow + " px");
        }
        AxeResults results = new AxeBuilder(page).withTags(RULES).analyze();
        assertThat(results.getPasses()).as("rules that looked at " + name).isNotEmpty();
        results.getViolations()
                .forEach(violation -> complaints.add(name + ": " + violation.getId() + " " + violation.getHelp() + " "
                        + violation.getNodes().stream()
                                .map(node -> node.getHtml())
                                .toList()));
    }

    void assertNoComplaint() {
        assertThat(complaints).isEmpty();
    }
}
