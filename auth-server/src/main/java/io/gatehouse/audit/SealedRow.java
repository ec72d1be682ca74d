package io.gatehouse.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A place in the chain with the event that stands there.
 *
 * @param event null when it is gone
 */
record SealedRow(
        long position,
        UUID eventId,
        byte[] eventHash,
        byte[] chainHash,
        @Nullable StoredEvent event) {

    @Override
    public String toString() {
        return "SealedRow[" + position + ", " + eventId + "]";
    }
}
