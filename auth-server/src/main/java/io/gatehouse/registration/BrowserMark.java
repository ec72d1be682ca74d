package io.gatehouse.registration;

import io.gatehouse.keyring.RandomTokens;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A random value that the browser of a sign-up keeps as a cookie, while the activation link carries its fingerprint. Who
 * opens the link in that browser chose the password; anybody else must show that they know it.
 */
record BrowserMark(String value) {

    static final String COOKIE = "gatehouse-sign-up";
    static final int FINGERPRINT_BYTES = 16;

    static BrowserMark next() {
        return new BrowserMark(RandomTokens.next());
    }

    /** The first 128 bits of the value's SHA-256. */
    byte[] fingerprint() {
        return Arrays.copyOf(RandomTokens.sha256(value), FINGERPRINT_BYTES);
    }

    boolean made(ActivationToken token) {
        return MessageDigest.isEqual(fingerprint(), token.nonce());
    }

    @Override
    public String toString() {
        return "BrowserMark[]";
    }
}
