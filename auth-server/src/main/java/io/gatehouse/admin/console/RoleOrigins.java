package io.gatehouse.admin.console;

import io.gatehouse.access.Assignment;
import io.gatehouse.access.GroupLinkService;
import io.gatehouse.access.GroupService;
import io.gatehouse.access.Role;
import io.gatehouse.access.RoleContentService;
import io.gatehouse.access.RoleService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Through what somebody holds a role: given directly, carried by a group, part of another role, held by everybody. */
@Component
final class RoleOrigins {

    private final RoleService roles;
    private final RoleContentService contents;
    private final GroupLinkService links;
    private final GroupService groups;

    RoleOrigins(RoleService roles, RoleContentService contents, GroupLinkService links, GroupService groups) {
        this.roles = roles;
        this.contents = contents;
        this.links = links;
        this.groups = groups;
    }

    /** One way; the kind is the last part of the message {@code console.origin.<kind>}, which names the other thing. */
    record Origin(String kind, @Nullable String name) {}

    /** What a person has that roles can come from. */
    record Sources(List<Assignment> given, Set<UUID> groups, Set<String> held) {}

    List<Origin> of(String role, Sources sources, Instant now) {
        List<Origin> origins = new ArrayList<>();
        for (Assignment one : sources.given()) {
            UUID within = one.withinGroup();
            if (one.role().equals(role)) {
                origins.add(
                        within == null
                                ? new Origin("direct", null)
                                : new Origin("delegated", PersonRights.path(groups, within)));
            }
        }
        for (UUID group : sources.groups()) {
            if (links.roles(group).stream()
                    .anyMatch(one -> one.role().equals(role) && PersonRights.now(one.validity(), now))) {
                origins.add(new Origin("group", PersonRights.path(groups, group)));
            }
        }
        contents.containers(role).stream()
                .filter(sources.held()::contains)
                .forEach(outer -> origins.add(new Origin("role", outer)));
        if (roles.find(role).filter(Role::isDefault).isPresent()) {
            origins.add(new Origin("default", null));
        }
        return origins;
    }
}
