package io.gatehouse.mfa;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An authenticator app that a person has set up.
 *
 * @param name what the person calls it
 */
record Authenticator(
        UUID id, String name, Instant createdAt, @Nullable Instant lastUsedAt) {}
