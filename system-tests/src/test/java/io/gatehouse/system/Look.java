package io.gatehouse.system;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Locale;

/** How a page is seen: every page has to hold up in each of these. */
enum Look {
    LIGHT(1100, ColorScheme.LIGHT),
    DARK(1100, ColorScheme.DARK),
    NARROW(320, ColorScheme.LIGHT),
    NARROW_DARK(320, ColorScheme.DARK);

    private final int width;
    private final ColorScheme scheme;

    Look(int width, ColorScheme scheme) {
        this.width = width;
        this.scheme = scheme;
    }

    /** Makes the page look so. */
    void show(Page page) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        page.setViewportSize(width, 800);
    }

    /** As it stands in the names of pictures. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
