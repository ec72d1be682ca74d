package io.gatehouse.transfer;

import io.gatehouse.access.Authorities;
import io.gatehouse.access.Group;
import io.gatehouse.access.GroupRole;
import io.gatehouse.access.ServerPermission;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What roles and groups there are while an import runs, and which of them open this server's own administration. Looked up
 * once each: an import takes minutes, in which an administrator's change of a role it names may pass unseen.
 */
final class KnownAccess {

    /** A file that names ever new roles must not fill the memory. */
    private static final int MOST = 50_000;

    static final int LONGEST_PATH = 1000;

    private final AccessRooms access;
    private final Set<String> addedRoles = new HashSet<>();
    private final Map<String, UUID> addedGroups = new HashMap<>();
    private final Map<String, Boolean> roles = new HashMap<>();
    private final Map<String, Boolean> adminRoles = new HashMap<>();
    private final Map<String, Optional<UUID>> groups = new HashMap<>();
    private final Map<UUID, Boolean> adminGroups = new HashMap<>();

    KnownAccess(AccessRooms access) {
        this.access = access;
    }

    boolean roleExists(String name) {
        if (roles.size() > MOST) {
            roles.clear();
        }
        return addedRoles.contains(name)
                || roles.computeIfAbsent(name, key -> access.roles().find(key).isPresent());
    }

    void roleAdded(String name) {
        addedRoles.add(name);
    }

    /** Whether whoever holds the role may do anything to this server: by its name, its permissions, or a role in it. */
    boolean opensAdministration(String role) {
        return adminRoles.computeIfAbsent(role, this::administersNow);
    }

    /** The same, looked up again. */
    boolean administersNow(String role) {
        return anyWithin(
                role,
                inner -> inner.equals(Authorities.ADMINISTRATOR)
                        || access.contents().permissions(inner).stream()
                                .anyMatch(name -> ServerPermission.of(name).isPresent()));
    }

    /** Whether one role is the other, or in it. */
    boolean contains(String outer, String inner) {
        return anyWithin(outer, inner::equals);
    }

    private boolean anyWithin(String outer, Predicate<String> wanted) {
        Set<String> seen = new HashSet<>(Set.of(outer));
        Deque<String> waiting = new ArrayDeque<>(seen);
        while (!waiting.isEmpty()) {
            String role = waiting.pop();
            if (wanted.test(role)) {
                return true;
            }
            access.contents().members(role).stream().filter(seen::add).forEach(waiting::push);
        }
        return false;
    }

    /** Looks again at all that this import added, while it can be seen: a dry run undoes it. */
    void rememberAdministration() {
        adminRoles.clear();
        adminGroups.clear();
        addedRoles.forEach(this::opensAdministration);
        addedGroups.values().forEach(this::groupOpensAdministration);
    }

    /** The group of a path such as {@code /staff/berlin}. */
    Optional<UUID> group(String path) {
        if (path.length() > LONGEST_PATH) {
            return Optional.empty();
        }
        UUID added = addedGroups.get(path);
        if (added != null) {
            return Optional.of(added);
        }
        if (groups.size() > MOST) {
            groups.clear();
        }
        Optional<UUID> known = groups.get(path);
        if (known == null) {
            known = find(path);
            groups.put(path, known);
        }
        return known;
    }

    void groupAdded(String path, UUID id) {
        addedGroups.put(path, id);
    }

    private Optional<UUID> find(String path) {
        int slash = path.lastIndexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        String name = path.substring(slash + 1);
        if (slash == 0) {
            return access.groups().find(null, name).map(Group::id);
        }
        return group(path.substring(0, slash))
                .flatMap(parent -> access.groups().find(parent, name))
                .map(Group::id);
    }

    /** Whether the group, or one above it, carries a role that opens this server's administration. */
    boolean groupOpensAdministration(UUID group) {
        Boolean known = adminGroups.get(group);
        if (known == null) {
            known = access.groups().path(group).stream()
                    .flatMap(above -> access.links().roles(above.id()).stream())
                    .map(GroupRole::role)
                    .anyMatch(this::opensAdministration);
            adminGroups.put(group, known);
        }
        return known;
    }
}
