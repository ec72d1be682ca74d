package io.gatehouse.keyring;

import java.security.GeneralSecurityException;

/** Keyrings that live in memory only. */
public final class TestKeyring {

    private TestKeyring() {}

    /** A new ring, with keys that no other has. */
    public static Keyring create() {
        try {
            return new TinkKeyring(KeySets.generate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
