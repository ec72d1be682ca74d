package io.gatehouse.admin.api;

import io.gatehouse.access.Group;
import java.util.UUID;

/** A group that the caller's permission extends to; only {@link ThingGuard} makes one. */
record AdminGroup(Group group) {

    UUID id() {
        return group.id();
    }

    String etag() {
        return Preconditions.etag(group.version());
    }
}
