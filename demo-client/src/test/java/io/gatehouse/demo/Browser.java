package io.gatehouse.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without a screen. The app's public address is not where it listens, as behind a proxy. */
final class Browser {

    static final String BASE = "http://demo.test";
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    final List<String> pages = new CopyOnWriteArrayList<>();
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final String origin;

    Browser(int port) {
        origin = "http://localhost:" + port;
    }

    /** One request, no redirect followed. */
    HttpResponse<String> once(String url, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(located(url)));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** Follows redirects to the page at their end, through the provider if need be. */
    HttpResponse<String> open(String url) {
        return follow(once(url));
    }

    /** Submits a form of the given page, with its CSRF token. */
    HttpResponse<String> submit(String page, String action, Map<String, String> fields) {
        return follow(post(action, fields, csrf(once(page).body())));
    }

    HttpResponse<String> post(String action, Map<String, String> fields, String csrf) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "", "&_csrf=" + URLEncoder.encode(csrf, StandardCharsets.UTF_8)));
        return send(HttpRequest.newBuilder(URI.create(located(action)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> follow(HttpResponse<String> response) {
        HttpResponse<String> current = response;
        for (int hop = 0; hop < 8 && current.statusCode() / 100 == 3; hop++) {
            URI next = current.uri().resolve(location(current));
            current = once(next.toString());
        }
        return current;
    }

    static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse("");
    }

    static String csrf(String page) {
        Matcher token = CSRF.matcher(page);
        return token.find() ? token.group(1) : "";
    }

    String sessionId() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("DEMOSESSION"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    private String located(String url) {
        String path = url.startsWith(BASE) ? url.substring(BASE.length()) : url;
        return path.startsWith("/") ? origin + path : path;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            pages.add(response.body());
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
