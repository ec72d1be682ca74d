package io.gatehouse.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Encrypted fields of an event.
 *
 * @param key id of the person's key; null when the keyring itself encrypted them, or there is nothing
 */
record SealedBox(@Nullable UUID key, byte @Nullable [] content) {

    static final SealedBox EMPTY = new SealedBox(null, null);

    @Override
    public String toString() {
        return "SealedBox[" + key + "]";
    }
}
