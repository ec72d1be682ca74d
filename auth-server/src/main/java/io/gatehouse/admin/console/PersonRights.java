package io.gatehouse.admin.console;

import io.gatehouse.access.AccessService;
import io.gatehouse.access.Assignment;
import io.gatehouse.access.AssignmentService;
import io.gatehouse.access.Authorities;
import io.gatehouse.access.Group;
import io.gatehouse.access.GroupLinkService;
import io.gatehouse.access.GroupMember;
import io.gatehouse.access.GroupService;
import io.gatehouse.access.Validity;
import io.gatehouse.shared.AccountId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a person may do and through what, in the form of the page about them. */
@Component
final class PersonRights {

    private final AccessService access;
    private final AssignmentService assignments;
    private final GroupLinkService links;
    private final GroupService groups;
    private final RoleOrigins origins;

    PersonRights(
            AccessService access,
            AssignmentService assignments,
            GroupLinkService links,
            GroupService groups,
            RoleOrigins origins) {
        this.access = access;
        this.assignments = assignments;
        this.links = links;
        this.groups = groups;
        this.origins = origins;
    }

    /** A role that the person holds now, and through what. */
    record Held(String role, boolean delegated, List<RoleOrigins.Origin> origins) {}

    /** A role that was given to the person directly, at any time. */
    record Given(
            String role,
            @Nullable String within,
            @Nullable String group,
            @Nullable Moment from,
            @Nullable Moment until,
            Moment at,
            boolean now) {}

    /** A group that the person belongs to directly, at any time. */
    record Membership(
            String id,
            String path,
            @Nullable Moment from,
            @Nullable Moment until,
            boolean now) {}

    List<Held> held(AccountId account, Viewer viewer) {
        Instant now = viewer.now();
        Authorities authorities = access.authoritiesOf(account);
        Set<String> roles = new TreeSet<>(authorities.roles());
        roles.addAll(authorities.delegatedRoles());
        List<Held> held = new ArrayList<>();
        RoleOrigins.Sources sources = new RoleOrigins.Sources(
                assignments.of(account).stream()
                        .filter(one -> now(one.validity(), now))
                        .toList(),
                groups.groupsOf(account),
                roles);
        roles.forEach(
                role -> held.add(new Held(role, !authorities.roles().contains(role), origins.of(role, sources, now))));
        return held;
    }

    List<Given> given(AccountId account, Viewer viewer) {
        return assignments.of(account).stream().map(one -> given(one, viewer)).toList();
    }

    private Given given(Assignment one, Viewer viewer) {
        UUID within = one.withinGroup();
        return new Given(
                one.role(),
                within == null ? null : within.toString(),
                within == null ? null : path(groups, within),
                viewer.momentOrNull(one.validity().from()),
                viewer.momentOrNull(one.validity().until()),
                viewer.moment(one.givenAt()),
                now(one.validity(), viewer.now()));
    }

    List<Membership> memberships(AccountId account, Viewer viewer) {
        return links.memberships(account).stream()
                .map(one -> membership(one, viewer))
                .toList();
    }

    private Membership membership(GroupMember one, Viewer viewer) {
        return new Membership(
                one.group().toString(),
                path(groups, one.group()),
                viewer.momentOrNull(one.validity().from()),
                viewer.momentOrNull(one.validity().until()),
                now(one.validity(), viewer.now()));
    }

    static boolean now(Validity validity, Instant now) {
        Instant from = validity.from();
        Instant until = validity.until();
        return (from == null || !from.isAfter(now)) && (until == null || until.isAfter(now));
    }

    /** The name of a group with those of the groups above it. */
    static String path(GroupService groups, UUID group) {
        return groups.path(group).stream().map(Group::name).collect(Collectors.joining(" / "));
    }
}
