package io.gatehouse.admin.api;

import io.gatehouse.access.Permission;

/** A permission that exists; only {@link ThingGuard} makes one. */
record AdminPermission(Permission permission) {

    String name() {
        return permission.name();
    }
}
