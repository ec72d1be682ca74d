package io.gatehouse.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestClients;
import io.gatehouse.TestClients.App;
import io.gatehouse.TestServer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a client does in a code flow with PKCE, so that a test only says what it does differently. */
final class OAuthFlow {

    static final String VERIFIER = "test-verifier-test-verifier-test-verifier-0123456789";
    static final JsonMapper JSON = new JsonMapper();

    private final TestServer server;
    private final App app;
    final TestBrowser browser;

    OAuthFlow(TestServer server, App app) {
        this(server, app, new TestBrowser(server));
    }

    OAuthFlow(TestServer server, App app, TestBrowser browser) {
        this.server = server;
        this.app = app;
        this.browser = browser;
    }

    /** The authorization request's path; an override with an empty value leaves the parameter out. */
    String authorizePath(Map<String, String> overrides) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", app.id());
        parameters.put("redirect_uri", TestClients.REDIRECT_URI);
        parameters.put("scope", "openid profile email");
        parameters.put("state", "st&te ü");
        parameters.put("nonce", "n-1");
        parameters.put("code_challenge", challenge(VERIFIER));
        parameters.put("code_challenge_method", "S256");
        parameters.putAll(overrides);
        parameters.values().removeIf(String::isEmpty);
        return "/oauth2/authorize?" + TestBrowser.encode(parameters);
    }

    HttpResponse<String> authorize(Map<String, String> overrides) {
        return browser.get(authorizePath(overrides));
    }

    /** Signs the person in on the way and returns the location to which the client is answered. */
    String signInAndReturn(Person person, Map<String, String> overrides) {
        HttpResponse<String> first = authorize(overrides);
        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(TestBrowser.location(first)).startsWith("/sign-in?");
        HttpResponse<String> signedIn = browser.signIn(TestBrowser.location(first), person);
        assertThat(signedIn.statusCode()).isEqualTo(303);
        return TestBrowser.location(browser.get(TestBrowser.location(signedIn)));
    }

    /** Signs the person in, and returns a fresh code. */
    String code(Person person, Map<String, String> overrides) {
        return codeOf(signInAndReturn(person, overrides));
    }

    static String codeOf(String location) {
        String code = TestBrowser.query(location).get("code");
        assertThat(code).as("code in %s", location).isNotNull();
        return code == null ? "" : code;
    }

    HttpResponse<String> exchange(String code, Map<String, String> overrides) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", TestClients.REDIRECT_URI);
        form.put("code_verifier", VERIFIER);
        form.putAll(overrides);
        form.values().removeIf(String::isEmpty);
        return token(form);
    }

    /** A token request, authenticated as the client is registered. */
    HttpResponse<String> token(Map<String, String> form) {
        if (app.secret().isEmpty()) {
            Map<String, String> withId = new LinkedHashMap<>(form);
            withId.put("client_id", app.id());
            return browser.post("/oauth2/token", withId);
        }
        return browser.post("/oauth2/token", form, "Authorization", app.basic());
    }

    HttpResponse<String> refresh(String refreshToken) {
        return token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    }

    JsonNode tokens(Person person, Map<String, String> overrides) {
        HttpResponse<String> response = exchange(code(person, overrides), Map.of());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response);
    }

    HttpResponse<String> introspect(String token, App as) {
        return browser.post("/oauth2/introspect", Map.of("token", token), "Authorization", as.basic());
    }

    HttpResponse<String> revoke(String token) {
        return app.secret().isEmpty()
                ? browser.post("/oauth2/revoke", Map.of("token", token, "client_id", app.id()))
                : browser.post("/oauth2/revoke", Map.of("token", token), "Authorization", app.basic());
    }

    boolean active(String token) {
        HttpResponse<String> response = introspect(token, app);
        assertThat(response.statusCode()).isEqualTo(200);
        return json(response).get("active").asBoolean();
    }

    TestServer server() {
        return server;
    }

    static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    static String text(JsonNode json, String name) {
        return json.path(name).asString("");
    }

    static JWTClaimsSet claims(String jwt) {
        try {
            return SignedJWT.parse(jwt).getJWTClaimsSet();
        } catch (ParseException e) {
            throw new AssertionError("not a JWT: " + jwt, e);
        }
    }

    static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** Asserts an OAuth error body (RFC 6749 section 5.2) and that nothing about it may be cached. */
    static void assertRefused(HttpResponse<String> response, int status, String error) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(text(json(response), "error")).isEqualTo(error);
        assertThat(response.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    }
}
