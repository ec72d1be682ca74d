package io.gatehouse.password;

import java.text.Normalizer;
import java.util.List;

/** What counts as the text of a password: NFKC (NIST SP 800-63B section 3.1.1.2), 8 to 1024 characters to set one. */
final class PasswordText {

    static final int SHORTEST = 8;
    static final int LONGEST = 1024;

    private PasswordText() {}

    static String normalise(String raw) {
        return Normalizer.normalize(raw, Normalizer.Form.NFKC);
    }

    /** Looks at the raw text only, so that nothing expensive happens to a text of any size. */
    static boolean tooLong(String raw) {
        return raw.length() > 2 * LONGEST || raw.codePointCount(0, raw.length()) > LONGEST;
    }

    static void requireAcceptable(String raw) {
        if (tooLong(raw)) {
            throw rejected("password.too-long", LONGEST);
        }
        String normalised = normalise(raw);
        if (normalised.codePointCount(0, normalised.length()) < SHORTEST) {
            throw rejected("password.too-short", SHORTEST);
        }
        if (normalised.isBlank()) {
            throw rejected("password.blank");
        }
    }

    private static PasswordRejectedException rejected(String key, Object... arguments) {
        return new PasswordRejectedException(List.of(PasswordAdvice.of("length", key, arguments)));
    }
}
