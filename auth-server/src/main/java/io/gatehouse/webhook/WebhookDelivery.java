package io.gatehouse.webhook;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one receiver, as the log shows it.
 *
 * @param type the code of the action, or {@link #TEST}
 * @param state {@code pending}, {@code delivered} or {@code failed}
 * @param nextAt when it is due, null when it is not on its way any more
 * @param lastError the kind of the last failure, null without one
 * @param lastMillis how long the last attempt took
 */
public record WebhookDelivery(
        UUID id,
        UUID eventId,
        String type,
        String state,
        int attempts,
        @Nullable Instant nextAt,
        @Nullable Integer lastStatus,
        @Nullable String lastError,
        @Nullable Integer lastMillis,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    /** The type of the event that only tries out a receiver. */
    public static final String TEST = "webhook_test";

    /** The identifier that receivers see: the same for each attempt. */
    public String messageId() {
        return messageId(id);
    }

    static String messageId(UUID id) {
        return "msg_" + id;
    }
}
