package io.gatehouse.access;

import java.util.Map;
import java.util.Set;

/**
 * Everything that follows from an account's assignments, groups and default roles at one moment.
 *
 * @param roles the roles held over everything; these are what applications get to know
 * @param delegatedRoles the roles held within some groups only
 * @param permissions how far each permission extends
 */
public record Authorities(Set<String> roles, Set<String> delegatedRoles, Map<String, Reach> permissions) {

    /** The role that always holds every permission of the server, and whose holders may give everything. */
    public static final String ADMINISTRATOR = "admin";

    public static final Authorities NONE = new Authorities(Set.of(), Set.of(), Map.of());

    public Authorities {
        roles = Set.copyOf(roles);
        delegatedRoles = Set.copyOf(delegatedRoles);
        permissions = Map.copyOf(permissions);
    }

    /** How far the permission extends. One of the server's that makes no sense within a group extends over all or nobody. */
    public Reach reach(String permission) {
        Reach reach = permissions.getOrDefault(permission, Reach.NOTHING);
        boolean pointless = !reach.everything()
                && ServerPermission.of(permission)
                        .filter(known -> !known.delegable())
                        .isPresent();
        return pointless ? Reach.NOTHING : reach;
    }

    public Reach reach(ServerPermission permission) {
        return reach(permission.code());
    }

    /** Whether the permission extends to anybody; ask {@link #reach} about the very object before touching it. */
    public boolean may(ServerPermission permission) {
        return !reach(permission).nothing();
    }

    public boolean administrator() {
        return roles.contains(ADMINISTRATOR);
    }
}
