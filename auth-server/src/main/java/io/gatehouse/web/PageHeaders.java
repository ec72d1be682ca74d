package io.gatehouse.web;

import io.gatehouse.shared.GatehouseProperties;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.security.web.header.HeaderWriter;

/** The headers of every page. */
final class PageHeaders implements HeaderWriter {

    private static final String POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self';"
            + " img-src 'self' data:; font-src 'self';"
            + " base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    private static final String PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(),"
            + " publickey-credentials-get=(self), publickey-credentials-create=(self)";

    /** host-source or scheme-source of Content Security Policy Level 3, and nothing that could end the directive. */
    private static final Pattern SOURCE = Pattern.compile(
            "https?://[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:([0-9]{1,5}|\\*))?|[a-z][a-z0-9+.-]{0,63}:",
            Pattern.CASE_INSENSITIVE);

    private final boolean https;

    PageHeaders(GatehouseProperties server) {
        this.https = server.https();
    }

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", POLICY + formTargets(request));
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        // a page whose address is a secret sets no-referrer; elsewhere browsers would send Origin: null with our own
        // forms
        if (!response.containsHeader("Referrer-Policy")) {
            response.setHeader("Referrer-Policy", "same-origin");
        }
        response.setHeader("Permissions-Policy", PERMISSIONS);
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        if (https) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
        if (!response.containsHeader("Cache-Control")) {
            response.setHeader("Cache-Control", "no-store");
        }
    }

    static boolean isSource(String text) {
        return SOURCE.matcher(text).matches();
    }

    private static String formTargets(HttpServletRequest request) {
        if (!(request.getAttribute(BrowserSecurity.FORM_ACTION_ATTRIBUTE) instanceof Collection<?> extra)) {
            return "";
        }
        return extra.stream()
                .map(Object::toString)
                .filter(PageHeaders::isSource)
                .map(source -> " " + source)
                .collect(Collectors.joining());
    }
}
