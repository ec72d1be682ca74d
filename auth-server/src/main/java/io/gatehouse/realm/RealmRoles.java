package io.gatehouse.realm;

import io.gatehouse.access.Authorities;
import io.gatehouse.access.PermissionService;
import io.gatehouse.access.Role;
import io.gatehouse.access.RoleContentService;
import io.gatehouse.access.RoleService;
import io.gatehouse.access.ServerPermission;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Makes permissions and roles what the file says. */
@Component
final class RealmRoles {

    private final PermissionService permissions;
    private final RoleService roles;
    private final RoleContentService contents;

    RealmRoles(PermissionService permissions, RoleService roles, RoleContentService contents) {
        this.permissions = permissions;
        this.roles = roles;
        this.contents = contents;
    }

    void write(Realm.Access access) {
        for (Realm.Permission one : access.permissions()) {
            permissions.define(RealmAccess.ACTOR, one.name(), one.clientId(), one.description());
        }
        for (Realm.Role role : access.roles()) {
            boolean isDefault = role.isDefault() == null
                    ? roles.find(role.name()).map(Role::isDefault).orElse(false)
                    : role.isDefault();
            roles.ensure(RealmAccess.ACTOR, role.name(), role.clientId(), role.description(), isDefault);
        }
        // what goes first, so that a role may be turned inside out
        access.roles().forEach(this::remove);
        access.roles().forEach(this::add);
    }

    private void remove(Realm.Role role) {
        Set<String> members = role.members();
        Set<String> carried = role.permissions();
        if (members != null) {
            without(contents.members(role.name()), members)
                    .forEach(member -> contents.removeMember(RealmAccess.ACTOR, role.name(), member, null));
        }
        if (carried != null) {
            boolean administrator = role.name().equals(Authorities.ADMINISTRATOR);
            without(contents.permissions(role.name()), carried).stream()
                    .filter(name -> !administrator || ServerPermission.of(name).isEmpty())
                    .forEach(name -> contents.removePermission(RealmAccess.ACTOR, role.name(), name, null));
        }
    }

    private void add(Realm.Role role) {
        Set<String> members = role.members();
        Set<String> carried = role.permissions();
        if (members != null) {
            without(members, contents.members(role.name()))
                    .forEach(member -> contents.addMember(RealmAccess.ACTOR, role.name(), member, null));
        }
        if (carried != null) {
            without(carried, contents.permissions(role.name()))
                    .forEach(name -> contents.addPermission(RealmAccess.ACTOR, role.name(), name, null));
        }
    }

    private static List<String> without(Iterable<String> all, Collection<String> those) {
        List<String> rest = new ArrayList<>();
        all.forEach(one -> {
            if (!those.contains(one)) {
                rest.add(one);
            }
        });
        return rest;
    }
}
