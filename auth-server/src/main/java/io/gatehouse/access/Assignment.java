package io.gatehouse.access;

import io.gatehouse.shared.AccountId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A role that was given to a person directly.
 *
 * @param withinGroup the group whose people the role's permissions reach, or null for everybody
 * @param givenBy who gave it, or null for the operator
 */
public record Assignment(
        AccountId account,
        String role,
        @Nullable UUID withinGroup,
        Validity validity,
        @Nullable AccountId givenBy,
        Instant givenAt) {}
