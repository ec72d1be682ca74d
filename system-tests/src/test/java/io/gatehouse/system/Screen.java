package io.gatehouse.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.function.Consumer;

/** What a person finds on a page by what it is called; and what becomes of a page when a walk fails. */
final class Screen {

    private Screen() {}

    static void heading(Page page, String text) {
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText(text);
    }

    static Locator link(Page page, String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Does something with the page; if it fails, {@code target/pages/<name>-stopped-here.png} shows where. */
    static void walk(String name, Page page, Consumer<Page> steps) {
        try {
            steps.accept(page);
        } catch (AssertionError | RuntimeException e) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Workspace.target().resolve("pages/" + name + "-stopped-here.png")));
            throw e;
        }
    }
}
