package io.gatehouse.webhook;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A receiver of events, without its secret.
 *
 * @param disabledReason {@code gone} when the receiver said so, {@code failing} when nothing arrived for long, null when the
 *     server did not switch it off
 * @param failingSince null while the last attempt succeeded
 * @param overlapUntil until when the former secret signs too
 */
public record WebhookEndpoint(
        UUID id,
        String url,
        String description,
        List<String> events,
        boolean enabled,
        @Nullable String disabledReason,
        @Nullable Instant disabledAt,
        @Nullable Instant failingSince,
        @Nullable Instant overlapUntil,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    public WebhookEndpoint {
        events = List.copyOf(events);
    }

    /** The same as a draft, to change from. */
    public WebhookDraft draft() {
        return new WebhookDraft(url, description, events, enabled);
    }
}
