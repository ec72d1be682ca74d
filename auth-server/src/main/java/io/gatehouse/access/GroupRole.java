package io.gatehouse.access;

import io.gatehouse.shared.AccountId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A role that a group carries.
 *
 * @param givenBy who gave it, or null for the operator
 */
public record GroupRole(
        UUID group,
        String role,
        Validity validity,
        @Nullable AccountId givenBy,
        Instant givenAt) {}
