package io.gatehouse.admin.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Names in paths: as they are where they consist of harmless characters, else a tilde and base64url, so that no name needs
 * an escape that a proxy could read differently.
 */
final class Names {

    private static final String HARMLESS = "[A-Za-z0-9_:-][A-Za-z0-9._:-]{0,254}";

    private Names() {}

    static String toPath(String name) {
        return name.matches(HARMLESS)
                ? name
                : "~" + Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }

    static Optional<String> ofPath(String segment) {
        if (segment.length() > 2_000) {
            return Optional.empty();
        }
        if (!segment.startsWith("~")) {
            return Optional.of(segment).filter(name -> name.matches(HARMLESS));
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(segment.substring(1));
            String name = new String(bytes, StandardCharsets.UTF_8);
            // one name, one path
            return Optional.of(name).filter(text -> toPath(text).equals(segment) && text.indexOf('\0') < 0);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
