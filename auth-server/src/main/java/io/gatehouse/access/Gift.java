package io.gatehouse.access;

import java.util.Set;
import java.util.UUID;

/**
 * What somebody promises to a person who may not have an account yet.
 *
 * @param roles held over everything, for good
 * @param groups belonged to, for good
 */
public record Gift(Set<String> roles, Set<UUID> groups) {

    public static final Gift NOTHING = new Gift(Set.of(), Set.of());

    public Gift {
        roles = Set.copyOf(roles);
        groups = Set.copyOf(groups);
    }

    public boolean nothing() {
        return roles.isEmpty() && groups.isEmpty();
    }
}
