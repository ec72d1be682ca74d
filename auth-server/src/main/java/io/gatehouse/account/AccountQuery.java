package io.gatehouse.account;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which accounts to list.
 *
 * @param within only people who belong to these groups or those below them; null for no limit
 * @param after where the last page ended, null for the first
 */
public record AccountQuery(
        Criteria criteria,
        @Nullable Set<UUID> within,
        Order order,
        boolean descending,
        @Nullable After after,
        int limit) {

    /** What the accounts have to be like; what is null does not matter. */
    public record Criteria(
            @Nullable AccountStatus status,
            @Nullable String email,
            @Nullable String emailPrefix,
            @Nullable String namePrefix,
            @Nullable Instant createdFrom,
            @Nullable Instant createdBefore) {}

    /** In which order. */
    public enum Order {
        CREATED,
        EMAIL
    }

    /** The last row that was listed: its place in the order, and its id among equals. */
    public record After(
            @Nullable Instant createdAt, @Nullable String emailKey, UUID id) {}
}
