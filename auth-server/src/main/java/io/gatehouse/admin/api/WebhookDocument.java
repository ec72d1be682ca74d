package io.gatehouse.admin.api;

import io.gatehouse.webhook.WebhookDelivery;
import io.gatehouse.webhook.WebhookEndpoint;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A web-hook in the API, without its secret. */
record WebhookDocument(
        @Example("\"019aa0f2-7c00-7000-8000-0123456789ab\"") String id,

        @Example("\"https://hooks.example.com/gatehouse\"") String url,

        @Example("\"Tells the help desk\"") String description,
        @Example("[\"account_*\", \"role_given\"]") List<String> events,
        @Example("true") boolean enabled,
        @Example("null") @Nullable String disabledReason,
        @Example("null") @Nullable String disabledAt,
        @Example("null") @Nullable String failingSince,

        @Example("\"2026-02-01T12:00:00Z\"") @Nullable String secretOverlapUntil,

        @Example("\"2026-01-31T12:00:00Z\"") String createdAt,
        @Example("\"2026-01-31T12:00:00Z\"") String updatedAt) {

    static WebhookDocument of(WebhookEndpoint endpoint) {
        return new WebhookDocument(
                endpoint.id().toString(),
                endpoint.url(),
                endpoint.description(),
                endpoint.events(),
                endpoint.enabled(),
                endpoint.disabledReason(),
                text(endpoint.disabledAt()),
                text(endpoint.failingSince()),
                text(endpoint.overlapUntil()),
                endpoint.createdAt().toString(),
                endpoint.updatedAt().toString());
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    /** An event on its way to a web-hook, in the API. */
    record DeliveryDocument(
            @Example("\"019aa0f2-7c00-7000-8000-0123456789ab\"")
            String id,

            @Example("\"msg_019aa0f2-7c00-7000-8000-0123456789ab\"")
            String messageId,

            @Example("\"019aa0f2-7c00-7000-8000-ba9876543210\"")
            String eventId,

            @Example("\"account_disabled\"") String type,
            @Example("\"delivered\"") String state,
            @Example("1") Integer attempts,
            @Example("null") @Nullable String nextAt,
            @Example("204") @Nullable Integer lastStatus,
            @Example("null") @Nullable String lastError,
            @Example("38") @Nullable Integer lastMillis,
            @Example("\"2026-01-31T12:00:00Z\"") String createdAt,

            @Example("\"2026-01-31T12:00:01Z\"") @Nullable String finishedAt) {

        static DeliveryDocument of(WebhookDelivery delivery) {
            return new DeliveryDocument(
                    delivery.id().toString(),
                    delivery.messageId(),
                    delivery.eventId().toString(),
                    delivery.type(),
                    delivery.state(),
                    delivery.attempts(),
                    text(delivery.nextAt()),
                    delivery.lastStatus(),
                    delivery.lastError(),
                    delivery.lastMillis(),
                    delivery.createdAt().toString(),
                    text(delivery.finishedAt()));
        }
    }
}
