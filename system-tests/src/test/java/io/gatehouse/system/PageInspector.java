package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Looks at a page as it stands, in each look in turn: nothing sticks out, axe-core finds no violation of WCAG 2.2 A or AA, and
 * the browser reports no broken rule of the page's own policy. The pictures are in {@code target/pages}.
 */
final class PageInspector {

    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
    private static final String AXE = axe();
    /** Left by the last inspection, if the page is still the same. */
    private static final String AXE_IS_THERE = "typeof axe === 'object'";

    private static final String ANALYSIS = """
            async rules => {
                const found = await axe.run({runOnly: rules, resultTypes: ['violations']});
                const violations = found.violations.flatMap(rule => rule.nodes.map(
                    node => `${rule.id}: ${rule.help}: ${node.html} ${node.failureSummary}`));
                return {passes: found.passes.length, violations};
            }
            """;

    private final Page page;
    private final String prefix;
    private final List<Look> looks;
    private final List<String> complaints;

    /** Sees pages in every look. */
    PageInspector(Page page, String prefix) {
        this(page, prefix, List.of(Look.values()), new ArrayList<>());
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                complaints.add("policy: " + message.text());
            }
        });
    }

    /** Sees pages in every look, and keeps the pictures of each language apart. */
    static PageInspector speaking(Page page, String language) {
        return new PageInspector(page, language.equals("en") ? "" : language + "-");
    }

    private PageInspector(Page page, String prefix, List<Look> looks, List<String> complaints) {
        this.page = page;
        this.prefix = prefix;
        this.looks = looks;
        this.complaints = complaints;
    }

    /** The same one, for pages that need fewer looks. */
    PageInspector in(Look... fewer) {
        return new PageInspector(page, prefix, List.of(fewer), complaints);
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
        looks.forEach(look -> inspect(name, look));
        looks.getFirst().show(page);
    }

    void assertNoComplaint() {
        assertThat(complaints).isEmpty();
    }

    private void inspect(String name, Look look) {
        look.show(page);
        String picture = prefix + name + "-" + look.label();
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(picture(picture)));
        Object overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (!Integer.valueOf(0).equals(overflow)) {
            complaints.add(picture + ": sticks out by " + overflow + " px");
        }
        if (!Boolean.TRUE.equals(page.evaluate(AXE_IS_THERE))) {
            page.evaluate(AXE);
        }
        Map<?, ?> result = (Map<?, ?>) page.evaluate(ANALYSIS, RULES);
        assertThat(result.get("passes")).as("rules that looked at " + picture).isNotEqualTo(0);
        if (result.get("violations") instanceof List<?> violations) {
            violations.forEach(violation -> complaints.add(picture + ": " + violation));
        } else {
            throw new AssertionError("axe-core answered " + result);
        }
    }

    private static Path picture(String name) {
        return Workspace.target().resolve("pages").resolve(name + ".png");
    }

    private static String axe() {
        try (InputStream script = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
            if (script == null) {
                throw new IllegalStateException("axe-core is not where it was in its jar.");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
