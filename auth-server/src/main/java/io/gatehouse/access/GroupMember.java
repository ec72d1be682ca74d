package io.gatehouse.access;

import io.gatehouse.shared.AccountId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who belongs to a group directly.
 *
 * @param givenBy who added them, or null for the operator
 */
public record GroupMember(
        UUID group,
        AccountId account,
        Validity validity,
        @Nullable AccountId givenBy,
        Instant givenAt) {}
