package io.gatehouse.client;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A client as administrators see it, disabled or not.
 *
 * @param registration without secrets
 * @param version changes with every change of the registration
 */
public record ClientDetails(
        ClientRegistration registration, long version, Instant createdAt, Instant updatedAt, List<SecretInfo> secrets) {

    public ClientDetails {
        secrets = List.copyOf(secrets);
    }

    /** That there is a secret, not what it is. */
    public record SecretInfo(
            UUID id, Instant createdAt, @Nullable Instant expiresAt) {}
}
