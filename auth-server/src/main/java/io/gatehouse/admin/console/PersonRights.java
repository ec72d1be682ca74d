package io.gatehouse.admin.console;

import io.gatehouse.access.Assignment;
import io.gatehouse.access.AssignmentService;
import io.gatehouse.access.ExplainService;
import io.gatehouse.access.Explanation;
import io.gatehouse.access.Group;
import io.gatehouse.access.GroupLinkService;
import io.gatehouse.access.GroupMember;
import io.gatehouse.access.GroupService;
import io.gatehouse.access.Validity;
import io.gatehouse.shared.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a person may do and through what, in the form of the page about them. */
@Component
final class PersonRights {

    private final AssignmentService assignments;
    private final GroupLinkService links;
    private final GroupService groups;
    private final ExplainService explain;
    private final Choices choices;

    PersonRights(
            AssignmentService assignments,
            GroupLinkService links,
            GroupService groups,
            ExplainService explain,
            Choices choices) {
        this.assignments = assignments;
        this.links = links;
        this.groups = groups;
        this.explain = explain;
        this.choices = choices;
    }

    /** A role that the person holds now, and through what. */
    record Held(String role, boolean delegated, List<Origin> origins) {}

    /** One way; the kind is the last part of the message {@code console.origin.<kind>}, which names the other thing. */
    record Origin(String kind, @Nullable String name) {}

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

    /** What one may ask why about. */
    Choices.Rights known(Viewer viewer) {
        return choices.rights(viewer);
    }

    List<Held> held(AccountId account) {
        return explain.roles(account).stream()
                .map(one -> new Held(
                        one.name(),
                        !one.reach().everything(),
                        one.ways().stream()
                                .filter(way -> way.state() == Explanation.State.OPEN)
                                .map(this::origin)
                                .distinct()
                                .toList()))
                .toList();
    }

    /** The last link of a way leads to the role, the one before it to where that link begins. */
    private Origin origin(Explanation.Way way) {
        Explanation.Link last = way.links().getLast();
        String before =
                way.links().size() > 1 ? way.links().get(way.links().size() - 2).to() : "";
        UUID within = way.within();
        return switch (last.kind()) {
            case DEFAULT -> new Origin("default", null);
            case GROUP_ROLE -> new Origin("group", path(groups, UUID.fromString(before)));
            case CONTAINS -> new Origin("role", before);
            default -> within == null ? new Origin("direct", null) : new Origin("delegated", path(groups, within));
        };
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
