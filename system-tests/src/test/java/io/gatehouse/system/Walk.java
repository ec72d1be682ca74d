package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;

/** A walk through pages in any language: forms are known by where they go, pages by what is on them. */
record Walk(PageInspector pages, String issuer) {

    Page page() {
        return pages.page();
    }

    Walk go(String path) {
        page().navigate(issuer + path);
        return this;
    }

    /** Signs in for a page, which is then seen in this language. */
    Walk signIn(String email, String password, String place, String language) {
        go("/sign-in?lang=" + language + "&continue=" + Visitor.encode(place));
        fill("email", email).fill("password", password).send("/sign-in");
        page().waitForURL(url -> !url.contains("/sign-in?"));
        return this;
    }

    Walk fill(String field, String text) {
        page().locator("main [name='" + field + "']:not([type=hidden])").first().fill(text);
        return this;
    }

    Walk tick(String box) {
        page().locator("main [name='" + box + "']").check();
        return this;
    }

    /** Sends the form that goes there. */
    Walk send(String action) {
        page().locator("form[action$='" + action + "'] button[type=submit]")
                .first()
                .click();
        return this;
    }

    Walk choose(String field, String value) {
        page().locator("main select[name='" + field + "']").selectOption(value);
        return this;
    }

    Walk follow(String href) {
        page().locator("main a[href$='" + href + "']").first().click();
        return this;
    }

    /** Waits for a page that has this, and looks at it. */
    Walk see(String there, String name) {
        await(there);
        pages.inspect(name);
        return this;
    }

    /** Looks at the page of this address, which must not lead elsewhere. */
    Walk visit(String path, String name) {
        go(path);
        assertThat(page().url()).isEqualTo(issuer + path);
        pages.inspect(name);
        return this;
    }

    Walk await(String there) {
        page().locator(there).first().waitFor();
        return this;
    }
}
