package io.gatehouse.client;

import org.jspecify.annotations.Nullable;

/**
 * Which clients to list, in the order of their ids.
 *
 * @param after the last id of the page before, null for the first
 */
public record ClientQuery(
        @Nullable String prefix,
        @Nullable Boolean disabled,
        boolean descending,
        @Nullable String after,
        int limit) {}
