package io.gatehouse.access;

import org.jspecify.annotations.Nullable;

/**
 * A role of the realm, or of a client and then named {@code client_id/role}.
 *
 * @param isDefault held by everybody
 * @param version changes with every change of the role, its permissions and the roles in it
 */
public record Role(String name, @Nullable String clientId, String description, boolean isDefault, long version) {}
