package io.gatehouse.access;

import java.util.UUID;

/** Something that could be taken away, to ask what would follow. */
public sealed interface Loss {

    record RoleLosesPermission(String role, String permission) implements Loss {}

    record RoleLosesRole(String role, String member) implements Loss {}

    record GroupLosesRole(UUID group, String role) implements Loss {}

    record RoleDeleted(String role) implements Loss {}
}
