package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/** The tests of pages are worth as much as what looks at them. */
final class PageInspectorTests {

    @Test
    void inspectWhenPageIsFaintInTheDarkOrTooWideThenItComplains() {
        try (Browser browser = new Browser();
                BrowserContext visitor = browser.visitor()) {
            Page page = visitor.newPage();
            page.setContent("""
                    <!DOCTYPE html><html lang="en"><title>Bad</title>
                    <style>
                    @media (prefers-color-scheme: dark) { body { background: #000; color: #222 } }
                    h1 { width: 600px }
                    </style><h1>Hard to read in the dark</h1>
                    """);
            PageInspector pages = new PageInspector(page, "bad-").in(Look.LIGHT, Look.DARK, Look.NARROW);
            pages.inspect("page");
            assertThatThrownBy(pages::assertNoComplaint)
                    .hasMessageContaining("bad-page-dark: color-contrast")
                    .hasMessageContaining("bad-page-narrow: sticks out by")
                    .hasMessageNotContainingAny("bad-page-light", "bad-page-narrow: color-contrast");
        }
    }
}
