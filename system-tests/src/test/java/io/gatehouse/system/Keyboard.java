package io.gatehouse.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** The hands of a person without a mouse: Tab, Enter and what is typed. Wherever Tab leads, they must see where they are. */
final class Keyboard {

    private static final int FAR = 60;

    /** What is wrong with the element that has the focus; the body has it before the first Tab and after the last. */
    private static final String UNSEEN = """
            () => {
                const at = document.activeElement;
                if (!at || at === document.body) return '';
                const style = getComputedStyle(at), box = at.getBoundingClientRect();
                if (!at.matches(':focus-visible') || style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) {
                    return 'no outline: ' + at.outerHTML;
                }
                const inside = box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth;
                const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
                return inside && (at.contains(top) || top?.contains(at)) ? '' : 'out of sight: ' + at.outerHTML;
            }
            """;

    private final Page page;

    Keyboard(Page page) {
        this.page = page;
    }

    /** Presses Tab until the element has the focus. */
    void goTo(Locator target) {
        for (int presses = 0; presses < FAR; presses++) {
            page.keyboard().press("Tab");
            Object unseen = page.evaluate(UNSEEN);
            if (!"".equals(unseen)) {
                throw new AssertionError("The focus can't be seen, " + unseen);
            }
            if (has(target)) {
                return;
            }
        }
        throw new AssertionError("Tab does not lead to " + target);
    }

    /** Goes to a link or button, and presses it. */
    void press(Locator target) {
        goTo(target);
        page.keyboard().press("Enter");
    }

    /** Goes to a field, and types. */
    void type(Locator field, String text) {
        goTo(field);
        page.keyboard().type(text);
    }

    /** Types into the field that the page has put the cursor into. */
    void typeAtOnce(Locator field, String text) {
        assertThat(field).isFocused();
        page.keyboard().type(text);
    }

    void enter() {
        page.keyboard().press("Enter");
    }

    private static boolean has(Locator target) {
        return Boolean.TRUE.equals(target.evaluate("element => element === document.activeElement"));
    }
}
