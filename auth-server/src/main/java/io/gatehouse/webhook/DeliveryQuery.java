package io.gatehouse.webhook;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which part of an endpoint's log somebody wants.
 *
 * @param after the last delivery of the page before, null for the first page
 */
public record DeliveryQuery(
        UUID endpoint,
        @Nullable String state,
        @Nullable String type,
        @Nullable UUID after,
        int limit) {}
