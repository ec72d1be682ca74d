package io.gatehouse.signin;

import io.gatehouse.web.BrowserSecurity;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a person goes after signing in: only to places of this server that are meant for it. */
public final class Continuation {

    static final String AUTHORIZE = "/oauth2/authorize?";

    private static final int LONGEST = 4000;

    /** The allowed places, spelt with URL characters only (RFC 3986 section 2): no backslash, control or second slash. */
    private static final Pattern PLACE =
            Pattern.compile("(/|/oauth2/authorize(?=\\?)|/(account|admin(?!/api))(/[A-Za-z0-9_-]+)*+)"
                    + "(\\?[A-Za-z0-9._~:/?@!$'()*+,;=&%-]*+)?");

    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private Continuation() {}

    /** The path of the sign-in page that leads there afterwards; to the plain page if that place is not allowed. */
    public static String signInPath(String continueTo) {
        return safe(continueTo)
                .map(place -> "/sign-in?continue=" + URLEncoder.encode(place, StandardCharsets.UTF_8))
                .orElse("/sign-in");
    }

    /** The place if a person may be sent there. */
    public static Optional<String> safe(@Nullable String candidate) {
        if (candidate == null || candidate.length() > LONGEST) {
            return Optional.empty();
        }
        boolean safe = PLACE.matcher(candidate).matches()
                && !BROKEN_ESCAPE.matcher(candidate).find();
        return safe ? Optional.of(candidate) : Optional.empty();
    }

    /** Lets the forms of a page end at the application that waits behind an authorization request, if one does. */
    public static void allowFormsToReachClient(@Nullable String place, HttpServletRequest request) {
        if (place != null && place.startsWith(AUTHORIZE)) {
            BrowserSecurity.allowFormsToReach(request, redirectUri(place).orElse(null));
        }
    }

    /** The redirect URI inside an authorization request; nothing if the request does not show one. */
    static Optional<String> redirectUri(String place) {
        for (String pair : place.substring(place.indexOf('?') + 1).split("&")) {
            if (pair.startsWith("redirect_uri=")) {
                String value = pair.substring("redirect_uri=".length());
                return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }
}
