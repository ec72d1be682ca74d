package io.gatehouse.admin.console;

import io.gatehouse.access.Group;
import io.gatehouse.access.GroupService;
import io.gatehouse.access.Permission;
import io.gatehouse.access.PermissionService;
import io.gatehouse.access.Role;
import io.gatehouse.access.RoleService;
import io.gatehouse.access.ServerPermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What select fields offer; bounded, so that a name beyond it has to be found on the page of its thing. */
@Component
final class Choices {

    private static final int MOST = 200;
    private static final int DEEPEST = 8;

    private final RoleService roles;
    private final GroupService groups;
    private final PermissionService permissions;

    Choices(RoleService roles, GroupService groups, PermissionService permissions) {
        this.roles = roles;
        this.groups = groups;
        this.permissions = permissions;
    }

    /** A group with the names above it, and how deep it stands. */
    record Place(String id, String path, String name, int depth) {}

    /** What a person may hold. */
    record Rights(List<String> permissions, List<String> roles) {}

    /** To propose while a name is typed; nothing to those who may not see roles. */
    Rights rights(Viewer viewer) {
        return viewer.may(ServerPermission.ROLES_READ)
                ? new Rights(permissions(), roles())
                : new Rights(List.of(), List.of());
    }

    List<String> roles() {
        return roles.page(null, "", MOST).stream().map(Role::name).toList();
    }

    List<String> permissions() {
        return permissions.page(null, "", MOST).stream().map(Permission::name).toList();
    }

    /** The groups that the viewer's permission extends to, each after the one it stands in. */
    List<Place> groups(Viewer viewer, ServerPermission permission) {
        List<Place> found = new ArrayList<>();
        Set<UUID> tops = viewer.within(permission);
        if (tops == null) {
            below(null, "", 0, found);
            return found;
        }
        for (UUID top : tops) {
            groups.find(top).ifPresent(group -> add(group, PersonRights.path(groups, top), 0, found));
        }
        return found;
    }

    private void below(@Nullable UUID parent, String path, int depth, List<Place> found) {
        for (Group group : groups.children(parent, "", MOST)) {
            add(group, path.isEmpty() ? group.name() : path + " / " + group.name(), depth, found);
        }
    }

    private void add(Group group, String path, int depth, List<Place> found) {
        if (found.size() >= MOST || depth > DEEPEST) {
            return;
        }
        found.add(new Place(group.id().toString(), path, group.name(), depth));
        below(group.id(), path, depth + 1, found);
    }
}
