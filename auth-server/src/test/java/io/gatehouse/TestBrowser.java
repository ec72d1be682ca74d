package io.gatehouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.CookieStore;
import java.net.HttpCookie;
import java.net.InetAddress;
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

/** A browser without eyes: keeps cookies, follows no redirect by itself, fills in forms. */
public final class TestBrowser {

    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

    private final TestServer server;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private HttpClient http = client().build();

    public TestBrowser(TestServer server) {
        this.server = server;
    }

    /** Takes the browser to another network: any address that starts with 127. */
    public TestBrowser at(String address) {
        http = client().localAddress(InetAddress.ofLiteral(address)).build();
        return this;
    }

    private HttpClient.Builder client() {
        return HttpClient.newBuilder()
                .cookieHandler(cookies)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(10));
    }

    /** Gets a path of the server, or an absolute URL. */
    public HttpResponse<String> get(String location, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(resolve(location)).timeout(Duration.ofSeconds(30));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.header("Accept", "text/html,application/json").GET());
    }

    /** Posts a form. */
    public HttpResponse<String> post(String location, Map<String, String> form, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(resolve(location))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html,application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.POST(HttpRequest.BodyPublishers.ofString(encode(form))));
    }

    /** Sends any method with any body. */
    public HttpResponse<String> send(String method, String location, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(resolve(location)).timeout(Duration.ofSeconds(30));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Submits the only form of a page, with its hidden fields and what a person fills in. */
    public HttpResponse<String> submit(
            HttpResponse<String> page, String action, Map<String, String> filled, String... headers) {
        Map<String, String> form = new LinkedHashMap<>();
        Matcher hidden = HIDDEN.matcher(page.body());
        while (hidden.find()) {
            form.put(hidden.group(1), unescape(hidden.group(2)));
        }
        form.putAll(filled);
        return post(action, form, headers);
    }

    /** Signs in on the sign-in page and returns the answer to the form. */
    public HttpResponse<String> signIn(String signInPath, TestAccounts.Person person) {
        HttpResponse<String> page = get(signInPath);
        return submit(page, "/sign-in", Map.of("email", person.email(), "password", person.password()));
    }

    public List<HttpCookie> cookies() {
        return cookies.getCookieStore().getCookies();
    }

    /** The value of a cookie, empty when the browser has none of that name. */
    public String cookie(String name) {
        return cookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    /** Loses a cookie, as a browser does that is closed. */
    public void dropCookie(String name) {
        CookieStore store = cookies.getCookieStore();
        for (URI uri : List.copyOf(store.getURIs())) {
            store.get(uri).stream()
                    .filter(cookie -> cookie.getName().equals(name))
                    .forEach(cookie -> store.remove(uri, cookie));
        }
    }

    /** Has a cookie that it was not given by an answer. */
    public void plantCookie(String name, String value) {
        dropCookie(name);
        HttpCookie cookie = new HttpCookie(name, value);
        cookie.setPath("/");
        cookie.setDomain("localhost.local");
        cookie.setVersion(0);
        cookies.getCookieStore().add(server.issuer(), cookie);
    }

    public static String location(HttpResponse<?> response) {
        return response.headers().firstValue("Location").orElse("");
    }

    /** The query parameters of a location, decoded; the last one wins. */
    public static Map<String, String> query(String location) {
        String query = URI.create(location).getRawQuery();
        Map<String, String> parameters = new LinkedHashMap<>();
        if (query == null) {
            return parameters;
        }
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            parameters.put(decode(name), decode(value));
        }
        return parameters;
    }

    public static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String unescape(String html) {
        return html.replace("&amp;", "&")
                .replace("&#39;", "'")
                .replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">");
    }

    private URI resolve(String location) {
        return location.startsWith("/") ? URI.create(server.issuer() + location) : URI.create(location);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
