package io.gatehouse.password;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The authorization request that a person came from and goes back to after signing in. Only the sign-in page follows it, and
 * checks it again.
 */
final class WayOn {

    private static final int LONGEST = 4000;

    /** Our own authorization endpoint and a query of URL characters only (RFC 3986 section 3.4). */
    private static final Pattern PLACE =
            Pattern.compile("/oauth2/authorize\\?(?:[A-Za-z0-9._~:/?@!$'()*+,;=&-]|%[0-9A-Fa-f]{2})*+");

    private WayOn() {}

    static Optional<String> safe(String candidate) {
        return candidate.length() <= LONGEST && PLACE.matcher(candidate).matches()
                ? Optional.of(candidate)
                : Optional.empty();
    }

    /** The path of a page of ours that carries it along. */
    static String with(String path, Optional<String> continueTo) {
        return continueTo
                .map(place -> path + "?continue=" + URLEncoder.encode(place, StandardCharsets.UTF_8))
                .orElse(path);
    }
}
