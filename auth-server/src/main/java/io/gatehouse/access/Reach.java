package io.gatehouse.access;

import java.util.Set;
import java.util.UUID;

/**
 * Over whom a permission extends: everybody, the people of some groups and the groups below them, or nobody.
 *
 * @param everything true when there is no limit; the groups are empty then
 * @param groups the topmost groups
 */
public record Reach(boolean everything, Set<UUID> groups) {

    public static final Reach NOTHING = new Reach(false, Set.of());
    public static final Reach EVERYTHING = new Reach(true, Set.of());

    public Reach {
        groups = everything ? Set.of() : Set.copyOf(groups);
    }

    public static Reach within(Set<UUID> groups) {
        return new Reach(false, groups);
    }

    public boolean nothing() {
        return !everything && groups.isEmpty();
    }

    /** Whether it extends to somebody who belongs to these groups, given with all groups above them. */
    public boolean covers(Set<UUID> groupsWithAncestors) {
        return everything || groups.stream().anyMatch(groupsWithAncestors::contains);
    }
}
