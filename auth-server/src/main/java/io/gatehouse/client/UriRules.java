package io.gatehouse.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which addresses a client may register. Each rule answers with a sentence, or null when the address is fine. */
final class UriRules {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Parameters of an authorization response (RFC 6749 section 4.1.2, RFC 9207) that a fixed query would shadow. */
    private static final Set<String> RESPONSE_PARAMETERS =
            Set.of("code", "state", "iss", "error", "error_description", "error_uri", "response", "id_token");

    private UriRules() {}

    /** RFC 6749 section 3.1.2, RFC 8252 section 7, RFC 9700 section 4.1. */
    static @Nullable String redirect(String text) {
        String problem = postLogout(text);
        return problem != null ? problem : query(URI.create(text));
    }

    /** OpenID Connect RP-Initiated Logout section 3.1: the same rules as for a redirect, without a response to shadow. */
    static @Nullable String postLogout(String text) {
        URI uri = parse(text);
        if (uri == null) {
            return INVALID;
        }
        String scheme = scheme(uri);
        boolean web = scheme.equals("https") || scheme.equals("http");
        if (!web) {
            return nativeApp(uri, scheme);
        }
        return web(uri, scheme);
    }

    /** Links that pages show or the server fetches: https, or http on this machine. */
    static @Nullable String link(String text) {
        URI uri = parse(text);
        if (uri == null) {
            return INVALID;
        }
        String scheme = scheme(uri);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            return "must start with https://.";
        }
        return web(uri, scheme);
    }

    private static final String INVALID =
            "must be an absolute URI of at most 2000 ASCII characters, without wildcard (*), "
                    + "fragment (#), backslash, path traversal (..) or spaces.";

    private static @Nullable URI parse(String text) {
        if (text.length() > 2000 || text.indexOf('*') >= 0 || text.indexOf('#') >= 0 || text.indexOf('\\') >= 0) {
            return null;
        }
        if (text.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            return null;
        }
        try {
            URI uri = new URI(text);
            return uri.isAbsolute() && uri.getRawFragment() == null && !traverses(uri) ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static boolean traverses(URI uri) {
        String path = uri.getRawPath() == null ? "" : uri.getRawPath().toLowerCase(Locale.ROOT);
        return path.contains("..")
                || path.contains("%2e")
                || path.contains("%2f")
                || path.contains("%5c")
                || path.contains("%25");
    }

    private static @Nullable String web(URI uri, String scheme) {
        if (uri.getHost() == null || uri.getHost().isEmpty()) {
            return "must name a host.";
        }
        if (uri.getRawUserInfo() != null || uri.getRawAuthority().indexOf('@') >= 0) {
            return "must not contain a user name or password.";
        }
        if (scheme.equals("http") && !LOOPBACK.contains(uri.getHost().toLowerCase(Locale.ROOT))) {
            return "must be https; plain http is only for localhost, 127.0.0.1 and [::1].";
        }
        return null;
    }

    /** RFC 8252 section 7.1: a private-use scheme is a reversed domain name, so it has a dot. */
    private static @Nullable String nativeApp(URI uri, String scheme) {
        if (scheme.indexOf('.') < 0) {
            return "must be https, http on this machine, or a private-use scheme with a dot such as com.example.app:/callback.";
        }
        if (uri.getRawUserInfo() != null
                || (uri.getRawAuthority() != null && uri.getRawAuthority().indexOf('@') >= 0)) {
            return "must not contain a user name or password.";
        }
        return null;
    }

    private static @Nullable String query(URI uri) {
        String query = uri.isOpaque() ? opaqueQuery(uri) : uri.getRawQuery();
        if (query == null) {
            return null;
        }
        for (String part : query.split("[&;]")) {
            String name = decode(part.split("=", 2)[0]);
            if (RESPONSE_PARAMETERS.contains(name.toLowerCase(Locale.ROOT))) {
                return "must not contain the response parameter '" + name + "' in its query.";
            }
        }
        return null;
    }

    private static @Nullable String opaqueQuery(URI uri) {
        String rest = uri.getRawSchemeSpecificPart();
        int mark = rest.indexOf('?');
        return mark < 0 ? null : rest.substring(mark + 1);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static String scheme(URI uri) {
        return uri.getScheme().toLowerCase(Locale.ROOT);
    }
}
