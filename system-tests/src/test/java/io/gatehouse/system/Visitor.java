package io.gatehouse.system;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A visitor with a cookie jar that fills in forms; follows no redirect by itself. */
final class Visitor implements AutoCloseable {

    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

    private final String issuer;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    Visitor(String issuer) {
        this.issuer = issuer;
    }

    HttpResponse<String> get(String location) throws IOException, InterruptedException {
        return send(request(location).header("Accept", "text/html"));
    }

    /** Submits the form of a page, with its hidden fields and what a person fills in. */
    HttpResponse<String> submit(HttpResponse<String> page, String action, Map<String, String> filled)
            throws IOException, InterruptedException {
        Map<String, String> form = new LinkedHashMap<>();
        Matcher hidden = HIDDEN.matcher(page.body());
        while (hidden.find()) {
            form.put(hidden.group(1), unescape(hidden.group(2)));
        }
        form.putAll(filled);
        return send(request(action).header("Accept", "text/html").POST(body(form)));
    }

    /** What an app posts: no cookies belong to it, but none of the protocol's endpoints reads any. */
    HttpResponse<String> call(String path, App app, Map<String, String> form) throws IOException, InterruptedException {
        return send(request(path)
                .header("Accept", "application/json")
                .header("Authorization", app.basic())
                .POST(body(form)));
    }

    List<HttpCookie> cookies() {
        return cookies.getCookieStore().getCookies();
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }

    static String location(HttpResponse<?> response) {
        return response.headers().firstValue("Location").orElse("");
    }

    static String parameter(String location, String name) {
        Matcher matcher = Pattern.compile("[?&]" + name + "=([^&#]*)").matcher(location);
        return matcher.find() ? URLDecoder.decode(matcher.group(1), StandardCharsets.UTF_8) : "";
    }

    static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String location) {
        URI address = URI.create(location.startsWith("/") ? issuer + location : location);
        return HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(60));
    }

    private static HttpRequest.BodyPublisher body(Map<String, String> form) {
        return HttpRequest.BodyPublishers.ofString(encode(form));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpRequest built = request.header("Content-Type", "application/x-www-form-urlencoded")
                .build();
        return http.send(built, HttpResponse.BodyHandlers.ofString());
    }

    private static String unescape(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
