package io.gatehouse.admin.api;

import io.gatehouse.webhook.WebhookDelivery;
import io.gatehouse.webhook.WebhookEndpoint;
import java.util.UUID;

/** A web-hook that exists; only {@link WebhookGuard} makes one. */
record AdminWebhook(WebhookEndpoint endpoint) {

    UUID id() {
        return endpoint.id();
    }

    String etag() {
        return Preconditions.etag(endpoint.version());
    }

    /** A delivery in the web-hook's log. */
    record Sent(AdminWebhook webhook, WebhookDelivery delivery) {}
}
