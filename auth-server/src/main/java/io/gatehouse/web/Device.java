package io.gatehouse.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a browser says about itself, in the words that people use. A courtesy for lists and mails: anybody can send any
 * User-Agent, so nothing is decided by it.
 *
 * @param browser for example Firefox; empty when unknown
 * @param system for example Windows; empty when unknown
 */
public record Device(String browser, String system) {

    /** The order matters: most browsers also name the ones that they descend from. */
    private static final String[][] BROWSERS = {
        {"edg", "Edge"},
        {"opr/", "Opera"},
        {"samsungbrowser", "Samsung Internet"},
        {"vivaldi", "Vivaldi"},
        {"firefox", "Firefox"},
        {"fxios", "Firefox"},
        {"crios", "Chrome"},
        {"chromium", "Chromium"},
        {"chrome", "Chrome"},
        {"safari", "Safari"},
        {"curl", "curl"}
    };

    private static final String[][] SYSTEMS = {
        {"android", "Android"},
        {"iphone", "iPhone"},
        {"ipad", "iPad"},
        {"windows", "Windows"},
        {"mac os", "macOS"},
        {"cros", "ChromeOS"},
        {"linux", "Linux"}
    };

    /** Reads a User-Agent header (RFC 9110 section 10.1.5). */
    public static Device of(@Nullable String userAgent) {
        String text = userAgent == null ? "" : userAgent.toLowerCase(Locale.ROOT);
        return new Device(first(text, BROWSERS), first(text, SYSTEMS));
    }

    /** Reads it from a request. */
    public static Device of(HttpServletRequest request) {
        return of(request.getHeader("User-Agent"));
    }

    /** Both names, or whichever is known, or a question mark. */
    public String describe() {
        if (browser.isEmpty() && system.isEmpty()) {
            return "?";
        }
        return browser.isEmpty() || system.isEmpty() ? browser + system : browser + ", " + system;
    }

    private static String first(String text, String[][] names) {
        for (String[] name : names) {
            if (text.contains(name[0])) {
                return name[1];
            }
        }
        return "";
    }
}
