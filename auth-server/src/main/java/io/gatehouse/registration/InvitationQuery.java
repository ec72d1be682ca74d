package io.gatehouse.registration;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which invitations are wanted, in the order in which they were made.
 *
 * @param email the key of an address, or null for all
 * @param within only those into no other groups than these, and into one at least; null for no limit
 * @param after the last one that is known already, or null
 */
public record InvitationQuery(
        @Nullable InvitationStatus status,
        @Nullable String email,
        @Nullable Set<UUID> within,
        boolean descending,
        @Nullable UUID after,
        int limit) {}
