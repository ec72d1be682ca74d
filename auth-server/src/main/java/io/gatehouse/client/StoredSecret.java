package io.gatehouse.client;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code client_secret}. */
record StoredSecret(
        UUID id, String hash, boolean declared, @Nullable Instant expiresAt) {

    static final String KEYED = "keyed:";

    boolean keyed() {
        return hash.startsWith(KEYED);
    }

    boolean live(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }

    @Override
    public String toString() {
        return "StoredSecret[" + id + "]";
    }
}
