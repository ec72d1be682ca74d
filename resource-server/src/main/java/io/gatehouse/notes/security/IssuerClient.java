package io.gatehouse.notes.security;

import io.gatehouse.notes.NotesProperties;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to the issuer: discovery, keys, introspection. No redirects, three seconds, 256 KB. */
@Component
final class IssuerClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final long MAX_BYTES = 256 * 1024L;
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final JsonMapper json;
    private final NotesProperties properties;
    private final Remembered<Map<String, Object>> metadata;

    IssuerClient(NotesProperties properties, JsonMapper json, Clock clock) {
        this.properties = properties;
        this.json = json;
        this.metadata = new Remembered<>(clock, this::discover);
    }

    /** The issuer's JWK set (RFC 7517 section 5) as text. */
    String fetchKeys() {
        URI location = endpoint("jwks_uri");
        HttpResponse<String> response = send(HttpRequest.newBuilder(location).header("Accept", "application/json"));
        return expectOk(location, response);
    }

    /** Asks whether the token still counts (RFC 7662 section 2). */
    boolean isActive(String token, String clientSecret) {
        URI location = endpoint("introspection_endpoint");
        // RFC 6749 section 2.3.1: both are form-encoded before they become Basic credentials.
        String credentials = encode(properties.introspection().clientId()) + ":" + encode(clientSecret);
        HttpResponse<String> response = send(HttpRequest.newBuilder(location)
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("token=" + encode(token) + "&token_type_hint=access_token")));
        return Boolean.TRUE.equals(parse(location, expectOk(location, response)).get("active"));
    }

    /** RFC 8414 section 3 puts the well-known part before the issuer's path, OpenID Connect Discovery after it. */
    private Map<String, Object> discover() {
        URI issuer = URI.create(properties.issuer());
        String path = issuer.getRawPath() == null ? "" : issuer.getRawPath().replaceFirst("/$", "");
        URI location = issuer.resolve("/.well-known/oauth-authorization-server" + path);
        HttpResponse<String> response = send(HttpRequest.newBuilder(location));
        if (response.statusCode() == 404) {
            location = issuer.resolve(path + "/.well-known/openid-configuration");
            response = send(HttpRequest.newBuilder(location));
        }
        Map<String, Object> found = parse(location, expectOk(location, response));
        // RFC 8414 section 3.3: a document that names another issuer must not be used.
        if (!properties.issuer().equals(found.get("issuer"))) {
            throw unavailable(location, "names another issuer");
        }
        return found;
    }

    private URI endpoint(String name) {
        URI issuer = URI.create(properties.issuer());
        try {
            if (metadata.get().get(name) instanceof String text) {
                URI uri = URI.create(text);
                // Keys and tokens never travel in plain text when the issuer itself is protected.
                if (uri.getHost() != null
                        && ("https".equals(uri.getScheme())
                                || ("http".equals(uri.getScheme()) && "http".equals(issuer.getScheme())))) {
                    return uri;
                }
            }
        } catch (IllegalArgumentException e) {
            throw unavailable(issuer, "gives a malformed " + name, e);
        }
        throw unavailable(issuer, "gives no usable " + name);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        HttpRequest complete = request.timeout(TIMEOUT).build();
        try {
            return http.send(complete, BodyHandlers.limiting(BodyHandlers.ofString(), MAX_BYTES));
        } catch (IOException e) {
            throw unavailable(complete.uri(), "does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(complete.uri(), "was not waited for", e);
        }
    }

    private static String expectOk(URI location, HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw unavailable(location, "answers " + response.statusCode());
        }
        return response.body();
    }

    private Map<String, Object> parse(URI location, String body) {
        try {
            return json.readValue(body, OBJECT);
        } catch (JacksonException e) {
            throw unavailable(location, "answers something that is not a JSON object");
        }
    }

    private static IssuerUnavailableException unavailable(URI location, String what) {
        return new IssuerUnavailableException("The issuer's " + location + " " + what);
    }

    private static IssuerUnavailableException unavailable(URI location, String what, Throwable cause) {
        return new IssuerUnavailableException("The issuer's " + location + " " + what, cause);
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
