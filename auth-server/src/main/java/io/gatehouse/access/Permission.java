package io.gatehouse.access;

import org.jspecify.annotations.Nullable;

/**
 * Something one may do.
 *
 * @param name {@code resource:action}
 * @param clientId the application that defined it, or null for the server's own
 */
public record Permission(
        String name, String description, @Nullable String clientId) {}
