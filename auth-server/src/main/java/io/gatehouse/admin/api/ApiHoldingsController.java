package io.gatehouse.admin.api;

import static io.gatehouse.admin.api.Requires.Over.PERSON;

import io.gatehouse.access.AccessService;
import io.gatehouse.access.Assignment;
import io.gatehouse.access.AssignmentService;
import io.gatehouse.access.Authorities;
import io.gatehouse.access.GroupLinkService;
import io.gatehouse.access.GroupMember;
import io.gatehouse.access.ServerPermission;
import io.gatehouse.access.Validity;
import io.gatehouse.admin.Deed;
import io.gatehouse.admin.approval.ProposedChange;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The roles and groups of a person, and what follows from them. */
@Controller
@RequestMapping(ApiPaths.V1 + "/people/{person}")
final class ApiHoldingsController {

    private static final String WITHIN = "within_group";

    private final AssignmentService assignments;
    private final GroupLinkService groups;
    private final AccessService access;
    private final Approvals approvals;

    ApiHoldingsController(
            AssignmentService assignments, GroupLinkService groups, AccessService access, Approvals approvals) {
        this.assignments = assignments;
        this.groups = groups;
        this.access = access;
        this.approvals = approvals;
    }

    /** A role that was given to a person directly. */
    record HeldRole(
            @Example("\"support\"") String role,
            @Example("null") @Nullable String withinGroup,
            Term term,
            @Example("null") @Nullable String givenBy,
            @Example("\"2026-01-31T12:00:00Z\"") String givenAt) {

        static HeldRole of(Assignment assignment) {
            return new HeldRole(
                    assignment.role(),
                    assignment.withinGroup() == null
                            ? null
                            : assignment.withinGroup().toString(),
                    Term.of(assignment.validity()),
                    assignment.givenBy() == null ? null : assignment.givenBy().toString(),
                    assignment.givenAt().toString());
        }
    }

    /** A group to which a person belongs directly. */
    record HeldGroup(
            @Example("\"019aa0f2-7c00-7000-8000-0123456789ab\"")
            String group,

            Term term) {

        static HeldGroup of(GroupMember member) {
            return new HeldGroup(member.group().toString(), Term.of(member.validity()));
        }
    }

    /** Everything that a person may do now. */
    record Effective(
            @Example("[\"support\"]") List<String> roles,
            @Example("[]") List<String> delegatedRoles,
            @Example("{\"people:read\": \"everything\"}") Map<String, Object> permissions) {

        static Effective of(Authorities all) {
            Map<String, Object> permissions = new TreeMap<>();
            all.permissions()
                    .forEach((name, reach) ->
                            permissions.put(name, reach.everything() ? "everything" : new TreeSet<>(reach.groups())));
            return new Effective(
                    List.copyOf(new TreeSet<>(all.roles())),
                    List.copyOf(new TreeSet<>(all.delegatedRoles())),
                    permissions);
        }
    }

    /** How a role is given: for a time, and over everybody or the people of a group. */
    record Giving(
            @Example("null") @Nullable String from,
            @Example("\"2026-12-31T00:00:00Z\"") @Nullable String until,
            @Example("null") @Nullable String withinGroup) {}

    @GetMapping("/roles")
    @Requires(
            value = ServerPermission.ROLES_READ,
            over = PERSON,
            summary = "List the roles that were given to a person directly",
            answers = HeldRole.class,
            items = true)
    Answer roles(AdminPerson person) {
        return items(assignments.of(person.id()).stream().map(HeldRole::of).toList());
    }

    @PutMapping(path = "/roles/{role}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Requires(
            value = ServerPermission.ROLES_ASSIGN,
            over = PERSON,
            does = Deed.GIVE_ROLE,
            summary = "Give a person a role",
            parameters = Approvals.REASON)
    Answer give(AdminPerson person, AdminRole role, Scoped scoped, HttpServletRequest request, @JsonBody Giving body) {
        UUID within = body.withinGroup() == null ? null : ApiGroupsController.id(body.withinGroup());
        Validity validity = new Term(body.from(), body.until()).validity();
        ProposedChange change = ProposedChange.GiveRole.of(person.id().value(), role.name(), within, validity);
        return approvals.submit(scoped, request, change, () -> {
            assignments.give(scoped.caller().actor(), person.id(), role.name(), within, validity);
            return Answer.nothing();
        });
    }

    @DeleteMapping("/roles/{role}")
    @Requires(
            value = ServerPermission.ROLES_ASSIGN,
            over = PERSON,
            does = Deed.TAKE_ROLE,
            summary = "Take a role from a person",
            parameters = WITHIN)
    Answer take(AdminPerson person, AdminRole role, Scoped scoped, HttpServletRequest request) {
        String within = request.getParameter(WITHIN);
        assignments.take(
                scoped.caller().actor(),
                person.id(),
                role.name(),
                within == null ? null : ApiGroupsController.id(within));
        return Answer.nothing();
    }

    @GetMapping("/groups")
    @Requires(
            value = ServerPermission.GROUPS_READ,
            over = PERSON,
            summary = "List the groups to which a person belongs directly",
            answers = HeldGroup.class,
            items = true)
    Answer groups(AdminPerson person) {
        return items(groups.memberships(person.id()).stream().map(HeldGroup::of).toList());
    }

    @GetMapping("/authorities")
    @Requires(
            value = ServerPermission.ROLES_READ,
            over = PERSON,
            summary = "Read everything that a person may do now",
            answers = Effective.class)
    Answer authorities(AdminPerson person) {
        return Answer.of(Effective.of(access.authoritiesOf(person.id())));
    }

    private static Answer items(List<?> items) {
        return Answer.of(Map.of("items", items));
    }
}
