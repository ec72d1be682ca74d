package io.gatehouse.admin.api;

import io.gatehouse.access.Role;

/** A role that exists; only {@link ThingGuard} makes one. */
record AdminRole(Role role) {

    String name() {
        return role.name();
    }

    String etag() {
        return Preconditions.etag(role.version());
    }

    /** A role that stands, or is to stand, in another one. */
    record Inner(AdminRole role) {

        String name() {
            return role.name();
        }
    }
}
