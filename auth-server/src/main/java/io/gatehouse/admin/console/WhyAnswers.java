package io.gatehouse.admin.console;

import io.gatehouse.access.Explanation;
import io.gatehouse.access.GroupService;
import io.gatehouse.access.Reach;
import io.gatehouse.access.ServerPermission;
import io.gatehouse.access.Validity;
import io.gatehouse.shared.AccountId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Why somebody holds something, in the form of the page that tells it; what the viewer may open is linked. */
@Component
final class WhyAnswers {

    private final GroupService groups;
    private final ConsoleGuard guard;

    WhyAnswers(GroupService groups, ConsoleGuard guard) {
        this.groups = groups;
        this.guard = guard;
    }

    /**
     * The answer.
     *
     * @param over the groups that limit it; none when it is not held, or held over everybody
     * @param obstacle the last part of the message {@code console.why.obstacle.<obstacle>}, or null
     * @param carriers what would bring it along
     */
    record Why(
            String name,
            boolean held,
            boolean everything,
            List<Thing> over,
            @Nullable String obstacle,
            List<Thing> carriers,
            List<Way> ways) {}

    /**
     * One way; state and the kinds of its steps are last parts of messages.
     *
     * @param ever false when its links never hold at the same time
     */
    record Way(
            String state,
            @Nullable Thing within,
            boolean ever,
            @Nullable Moment from,
            @Nullable Moment until,
            List<Step> steps) {}

    /**
     * One link.
     *
     * @param entered when it was made, or null where it has no beginning
     * @param giver who made it, or null when that was the operator, or somebody whom the viewer may not see
     */
    record Step(
            String kind,
            Thing to,
            @Nullable Moment from,
            @Nullable Moment until,
            @Nullable Moment entered,
            boolean operator,
            @Nullable Thing giver) {}

    Why of(Explanation explanation, Viewer viewer) {
        return new Reading(viewer).why(explanation);
    }

    /** Ways share links: each person and group is looked up once for a page. */
    private final class Reading {

        private final Viewer viewer;
        private final boolean rolesOpen;
        private final Map<UUID, Thing> places = new HashMap<>();
        private final Map<AccountId, Optional<Thing>> people = new HashMap<>();

        Reading(Viewer viewer) {
            this.viewer = viewer;
            this.rolesOpen = viewer.may(ServerPermission.ROLES_READ);
        }

        Why why(Explanation explanation) {
            Reach reach = explanation.reach();
            return new Why(
                    explanation.name(),
                    explanation.held(),
                    reach.everything(),
                    reach.groups().stream().sorted().map(this::place).toList(),
                    obstacle(explanation),
                    explanation.held()
                            ? List.of()
                            : explanation.carriers().stream().map(this::role).toList(),
                    explanation.ways().stream().map(this::way).toList());
        }

        private Way way(Explanation.Way way) {
            UUID within = way.within();
            Validity validity = way.validity();
            return new Way(
                    code(way.state()),
                    within == null ? null : place(within),
                    validity != null,
                    viewer.momentOrNull(validity == null ? null : validity.from()),
                    viewer.momentOrNull(validity == null ? null : validity.until()),
                    way.links().stream().map(this::step).toList());
        }

        private Step step(Explanation.Link link) {
            AccountId by = link.givenBy();
            return new Step(
                    code(link.kind()),
                    switch (link.kind()) {
                        case MEMBER, BELOW -> place(UUID.fromString(link.to()));
                        case ASSIGNED, DEFAULT, GROUP_ROLE, CONTAINS -> role(link.to());
                        case PERMITS -> new Thing(link.to(), null);
                    },
                    viewer.momentOrNull(link.validity().from()),
                    viewer.momentOrNull(link.validity().until()),
                    viewer.momentOrNull(link.givenAt()),
                    by == null,
                    by == null ? null : person(by));
        }

        private @Nullable Thing person(AccountId id) {
            return people.computeIfAbsent(
                            id,
                            unused -> guard.seen(viewer, id)
                                    .map(entry ->
                                            new Thing(GuardedPerson.name(entry.account()), "/admin/people/" + id)))
                    .orElse(null);
        }

        private Thing place(UUID id) {
            return places.computeIfAbsent(id, unused -> {
                boolean open = guard.covers(viewer, ServerPermission.GROUPS_READ, id);
                return new Thing(PersonRights.path(groups, id), open ? "/admin/groups/" + id : null);
            });
        }

        private Thing role(String name) {
            return new Thing(name, rolesOpen ? ConsoleRolesController.path(name) : null);
        }
    }

    /** What went away since it was looked up is answered like what never was. */
    private static @Nullable String obstacle(Explanation explanation) {
        return switch (explanation.obstacle()) {
            case null -> null;
            case ACCOUNT_NOT_ACTIVE -> "account_not_active";
            case NO_ROLE_CARRIES_IT -> "no_role_carries_it";
            case NO_SUCH_ACCOUNT, NO_SUCH_PERMISSION, NO_SUCH_ROLE -> throw ConsoleInterceptor.nothing();
        };
    }

    private static String code(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
