package io.gatehouse.registration;

/**
 * The browser in which somebody signs up.
 *
 * @param mark what recognises it when the activation link is opened
 * @param next the path of this server that it was on its way to, or nothing
 */
record SignUpBrowser(BrowserMark mark, String next) {

    /** For a link that is made for no browser: whoever opens it has to know the password. */
    static SignUpBrowser none() {
        return new SignUpBrowser(BrowserMark.next(), "");
    }
}
