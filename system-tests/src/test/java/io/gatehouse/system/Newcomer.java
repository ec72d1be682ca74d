package io.gatehouse.system;

import static io.gatehouse.system.Screen.button;
import static io.gatehouse.system.Screen.heading;
import static io.gatehouse.system.Screen.link;

import com.microsoft.playwright.Page;

/** Somebody who registers at the demo's server, and what they do there again and again. */
record Newcomer(DemoStack demo, String email, String name, String password) {

    /** Ends on the first page of somebody who is signed in. */
    void signUp(Page page) {
        page.navigate(demo.issuer() + "/sign-up");
        page.getByLabel("E-mail address").fill(email);
        page.getByLabel("Your name").fill(name);
        page.getByLabel("Password").fill(password);
        button(page, "Create account").click();
        heading(page, "Look into your mail");
        page.navigate(demo.mails().linkTo(email));
        button(page, "Activate my account").click();
        givePassword(page);
        heading(page, "You are signed in");
    }

    /** Fills in the sign-in page that is shown. */
    void givePassword(Page page) {
        page.getByLabel("E-mail address").fill(email);
        page.getByLabel("Password").fill(password);
        button(page, "Sign in").click();
    }

    /** Ends on the page of second factors. */
    AuthenticatorApp addAuthenticator(Page page) {
        page.navigate(demo.issuer() + "/account/factors");
        link(page, "Add an authenticator app").click();
        heading(page, "Set up an authenticator app");
        AuthenticatorApp app = AuthenticatorApp.withKey(page.locator("#secret").innerText());
        page.getByLabel("Code from the app").fill(app.code(0));
        button(page, "Check the code").click();
        heading(page, "Your recovery codes");
        button(page, "I have kept them").click();
        heading(page, "Second factors");
        return app;
    }

    /** Ends on the sign-in page. */
    static void signOut(Page page) {
        button(page, "Sign out").click();
        heading(page, "Sign in");
    }
}
