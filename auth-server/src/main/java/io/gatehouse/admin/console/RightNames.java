package io.gatehouse.admin.console;

import io.gatehouse.access.PermissionService;
import io.gatehouse.access.Role;
import io.gatehouse.access.RoleContentService;
import io.gatehouse.access.RoleService;
import org.springframework.stereotype.Component;

/** The rights that an address names. Nothing is told of a name that nothing has: that nobody holds it would sound like an answer. */
@Component
final class RightNames {

    private final RoleService roles;
    private final RoleContentService contents;
    private final PermissionService permissions;

    RightNames(RoleService roles, RoleContentService contents, PermissionService permissions) {
        this.roles = roles;
        this.contents = contents;
        this.permissions = permissions;
    }

    String role(String name) {
        return roles.find(name).map(Role::name).orElseThrow(ConsoleInterceptor::nothing);
    }

    String permission(String name) {
        return permissions.find(name).orElseThrow(ConsoleInterceptor::nothing).name();
    }

    /** A permission that the role itself carries. */
    String permissionOf(String role, String permission) {
        if (!contents.permissions(role).contains(permission)) {
            throw ConsoleInterceptor.nothing();
        }
        return permission;
    }

    /** A role that is right in the role. */
    String memberOf(String role, String member) {
        if (!contents.members(role).contains(member)) {
            throw ConsoleInterceptor.nothing();
        }
        return member;
    }
}
