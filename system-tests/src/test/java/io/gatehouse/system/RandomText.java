package io.gatehouse.system;

import java.security.SecureRandom;
import java.util.Base64;

/** Secrets that no default and no example could contain by chance. */
final class RandomText {

    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomText() {}

    static String next() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
