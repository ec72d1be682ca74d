package io.gatehouse.admin.console;

import io.gatehouse.access.Group;

/** A group that the viewer's permission extends to; only {@link ConsoleGuard} makes one. */
record GuardedGroup(Group group) {

    String path() {
        return "/admin/groups/" + group.id();
    }
}
