package io.gatehouse.password;

import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.Purpose;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The pepper: encrypts encoded hashes under the keyring, so that a copy of the database alone is nothing to guess against
 * (ADR 8). Each stored hash says by its prefix whether it is sealed, so that turning this on or off is safe at any time.
 */
final class HashSeals {

    private static final String PREFIX = "$gatehouse-seal$v=1$";
    private static final String CONTEXT = "password_credential.hash";

    private final Keyring keyring;
    private final boolean enabled;

    HashSeals(Keyring keyring, boolean enabled) {
        this.keyring = keyring;
        this.enabled = enabled;
    }

    /** What to store for this hash. */
    String seal(String encoded) {
        if (!enabled) {
            return encoded;
        }
        byte[] sealed = keyring.encrypt(Purpose.PASSWORD_PEPPER, encoded.getBytes(StandardCharsets.UTF_8), CONTEXT);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** The hash behind what is stored. Throws {@link IllegalStateException} if it was sealed under another keyring. */
    String open(String stored) {
        if (!stored.startsWith(PREFIX)) {
            return stored;
        }
        return new String(keyring.decrypt(Purpose.PASSWORD_PEPPER, sealed(stored), CONTEXT), StandardCharsets.UTF_8);
    }

    /** Whether {@link #seal} would store it the same way today: sealed or not, and under the same key. */
    boolean current(String stored) {
        return stored.startsWith(PREFIX) ? enabled && keyring.underPrimary(sealed(stored)) : !enabled;
    }

    private static byte[] sealed(String stored) {
        return Base64.getUrlDecoder().decode(stored.substring(PREFIX.length()));
    }
}
