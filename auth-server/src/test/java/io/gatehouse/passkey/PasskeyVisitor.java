package io.gatehouse.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestAccounts;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestServer;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A browser that does what the script of the pages does. */
final class PasskeyVisitor {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final JsonMapper JSON = new JsonMapper();

    final TestServer server;
    final TestBrowser browser;

    PasskeyVisitor(TestServer server) {
        this.server = server;
        this.browser = new TestBrowser(server);
    }

    SoftAuthenticator authenticator() {
        return new SoftAuthenticator(server.issuer().toString());
    }

    /** Posts with the CSRF token of a page. */
    HttpResponse<String> post(String page, String path, Map<String, String> fields) {
        Map<String, String> all = new HashMap<>(fields);
        all.put("_csrf", csrf(page));
        return browser.post(path, all);
    }

    String csrf(String page) {
        HttpResponse<String> opened = browser.get(page);
        Matcher field = CSRF.matcher(opened.body());
        assertThat(field.find()).as(page + " " + opened.statusCode()).isTrue();
        return field.group(1);
    }

    /** What the browser is asked; fails if the server answers anything else. */
    JsonNode ask(String page, String path) {
        HttpResponse<String> answer = post(page, path, Map.of());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode options = JSON.readTree(answer.body()).get("publicKey");
        assertThat(options).as(answer.body()).isNotNull();
        return options;
    }

    JsonNode askForSignIn() {
        return ask("/sign-in?reauth=1", "/passkey/options");
    }

    HttpResponse<String> signIn(String credential) {
        return post("/sign-in?reauth=1", "/passkey/sign-in", Map.of("credential", credential));
    }

    HttpResponse<String> signIn(SoftAuthenticator authenticator) {
        return signIn(authenticator.get(askForSignIn()));
    }

    HttpResponse<String> signInWithPassword(TestAccounts.Person person) {
        return browser.signIn("/sign-in?reauth=1", person);
    }

    /** Adds a passkey on the account page; the session must be fresh. */
    HttpResponse<String> enrol(SoftAuthenticator authenticator, String name) {
        JsonNode options = ask("/account/passkeys", "/account/passkeys/options");
        return post(
                "/account/passkeys",
                "/account/passkeys",
                Map.of("credential", authenticator.create(options), "name", name));
    }

    boolean signedIn() {
        return browser.get("/").statusCode() == 200;
    }

    static String next(HttpResponse<String> answer) {
        JsonNode next = JSON.readTree(answer.body()).get("next");
        return next == null ? answer.statusCode() + " " + answer.body() : next.asString();
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }
}
