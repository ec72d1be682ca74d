package io.gatehouse.web;

import io.gatehouse.shared.GatehouseProperties;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * Cookies that only this server can set and read. On https their names start with {@code __Host-}, so that no sub-domain
 * can plant one (RFC 6265bis section 4.1.3.2). They end with the browser's session unless a
 * feature says how long they stay.
 */
public final class BrowserCookies {

    /** The cookie of the single sign-on session. */
    public static final String SESSION = "gatehouse-session";

    static final String CSRF = "gatehouse-csrf";

    private static final int LONGEST = 512;

    private final boolean https;

    BrowserCookies(GatehouseProperties server) {
        this.https = server.https();
    }

    /** The name that a cookie has on the wire. */
    public String nameOnWire(String name) {
        return https ? "__Host-" + name : name;
    }

    /** The value; nothing if there is no such cookie, more than one, or a value of absurd length. */
    public Optional<String> read(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        String wanted = nameOnWire(name);
        String value = null;
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(wanted)) {
                if (value != null) {
                    return Optional.empty();
                }
                value = cookie.getValue();
            }
        }
        return Optional.ofNullable(value).filter(text -> !text.isEmpty() && text.length() <= LONGEST);
    }

    /** Sets the cookie. */
    public void write(HttpServletResponse response, String name, String value) {
        add(response, base(name, value));
    }

    /** Sets a cookie that outlives the browser's session. */
    public void write(HttpServletResponse response, String name, String value, Duration lifetime) {
        add(response, base(name, value).maxAge(lifetime));
    }

    /** Makes the browser forget the cookie. */
    public void clear(HttpServletResponse response, String name) {
        add(response, base(name, "").maxAge(Duration.ZERO));
    }

    private ResponseCookie.ResponseCookieBuilder base(String name, String value) {
        return ResponseCookie.from(nameOnWire(name), value)
                .path("/")
                .httpOnly(true)
                .secure(https)
                .sameSite("Lax");
    }

    private static void add(HttpServletResponse response, ResponseCookie.ResponseCookieBuilder cookie) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.build().toString());
    }
}
