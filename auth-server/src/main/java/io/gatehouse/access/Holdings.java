package io.gatehouse.access;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an account holds at one moment, with how long it will last.
 *
 * @param boundary the next moment at which any of it may begin or end, or null
 */
record Holdings(
        List<Held> roles, List<Held> permissions, @Nullable Instant boundary) {

    static final Holdings NONE = new Holdings(List.of(), List.of(), null);

    /**
     * A role or a permission.
     *
     * @param within the group over whose people it is held, or null for everybody
     * @param until null for good
     */
    record Held(
            String name, @Nullable UUID within, @Nullable Instant until) {

        boolean lasts(@Nullable Instant wanted) {
            return until == null || (wanted != null && !wanted.isAfter(until));
        }
    }

    Authorities authorities() {
        Set<String> everywhere = new HashSet<>();
        Set<String> delegated = new HashSet<>();
        roles.forEach(role -> (role.within() == null ? everywhere : delegated).add(role.name()));
        delegated.removeAll(everywhere);
        Map<String, Reach> reaches = new HashMap<>();
        for (Held held : permissions) {
            Reach one = held.within() == null ? Reach.EVERYTHING : Reach.within(Set.of(held.within()));
            reaches.merge(held.name(), one, Holdings::both);
        }
        return new Authorities(everywhere, delegated, reaches);
    }

    /** Over whom the account holds the role. */
    Reach reachOfRole(String name) {
        return roles.stream()
                .filter(role -> role.name().equals(name))
                .map(role -> role.within() == null ? Reach.EVERYTHING : Reach.within(Set.of(role.within())))
                .reduce(Reach.NOTHING, Holdings::both);
    }

    private static Reach both(Reach one, Reach other) {
        if (one.everything() || other.everything()) {
            return Reach.EVERYTHING;
        }
        Set<UUID> groups = new HashSet<>(one.groups());
        groups.addAll(other.groups());
        return Reach.within(groups);
    }
}
