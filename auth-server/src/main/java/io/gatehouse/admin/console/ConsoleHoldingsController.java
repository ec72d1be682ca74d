package io.gatehouse.admin.console;

import io.gatehouse.access.AssignmentService;
import io.gatehouse.access.GroupLinkService;
import io.gatehouse.access.ServerPermission;
import io.gatehouse.access.Validity;
import io.gatehouse.admin.Deed;
import io.gatehouse.admin.approval.ProposedChange;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Roles and groups of one person: given and taken. What the actor may give is decided where it is written. */
@Controller
@RequestMapping("/admin/people/{person}")
final class ConsoleHoldingsController {

    private final AssignmentService assignments;
    private final GroupLinkService links;
    private final ConsoleApprovals approvals;
    private final ConsoleGuard guard;
    private final PersonRights rights;
    private final Choices choices;

    ConsoleHoldingsController(Rooms rooms, ConsoleGuard guard, PersonRights rights, Choices choices) {
        this.assignments = rooms.assignments();
        this.links = rooms.links();
        this.approvals = rooms.approvals();
        this.guard = guard;
        this.rights = rights;
        this.choices = choices;
    }

    /** Where changes go. */
    @Component
    record Rooms(AssignmentService assignments, GroupLinkService links, ConsoleApprovals approvals) {}

    /** What the form for a role holds; from and until are days. */
    record Term(@Nullable String from, @Nullable String until) {

        Validity validity(Viewer viewer) {
            return new Validity(day(from, viewer), day(until, viewer));
        }

        private static @Nullable Instant day(@Nullable String text, Viewer viewer) {
            if (text == null || text.isBlank()) {
                return null;
            }
            try {
                return LocalDate.parse(text).atStartOfDay(viewer.zone()).toInstant();
            } catch (DateTimeException e) {
                throw new GatehouseException(ErrorCode.INVALID_REQUEST, "not a day", e);
            }
        }
    }

    @GetMapping("/roles")
    @Needs(value = ServerPermission.ROLES_ASSIGN, over = Needs.Over.PERSON, does = Deed.GIVE_ROLE)
    String roles(Viewer viewer, GuardedPerson person, Model model) {
        model.addAttribute("name", person.name());
        model.addAttribute("path", person.path());
        model.addAttribute("given", rights.given(person.id(), viewer));
        model.addAttribute("roles", choices.roles());
        model.addAttribute("groups", choices.groups(viewer, ServerPermission.ROLES_ASSIGN));
        return "console/person-roles";
    }

    @PostMapping("/roles")
    @Needs(value = ServerPermission.ROLES_ASSIGN, over = Needs.Over.PERSON, does = Deed.GIVE_ROLE)
    Object give(
            Viewer viewer,
            GuardedPerson person,
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String role,
            @RequestParam(defaultValue = "") String within,
            Term term) {
        UUID over = group(within);
        Validity validity = term.validity(viewer);
        ProposedChange change = ProposedChange.GiveRole.of(person.id().value(), role, over, validity);
        return approvals.submit(viewer, request, change, () -> {
            assignments.give(viewer.actor(), person.id(), role, over, validity);
            return Done.ROLE_GIVEN.at(person.path() + "/roles");
        });
    }

    @PostMapping("/roles/take")
    @Needs(value = ServerPermission.ROLES_ASSIGN, over = Needs.Over.PERSON, does = Deed.TAKE_ROLE, formAbove = true)
    ResponseEntity<Void> take(
            Viewer viewer,
            GuardedPerson person,
            @RequestParam(defaultValue = "") String role,
            @RequestParam(defaultValue = "") String within) {
        assignments.take(viewer.actor(), person.id(), role, group(within));
        return Done.ROLE_TAKEN.at(person.path());
    }

    @GetMapping("/groups")
    @Needs(value = ServerPermission.GROUPS_WRITE, over = Needs.Over.PERSON, does = Deed.JOIN_GROUP)
    String groups(Viewer viewer, GuardedPerson person, Model model) {
        model.addAttribute("name", person.name());
        model.addAttribute("path", person.path());
        model.addAttribute("memberships", rights.memberships(person.id(), viewer));
        model.addAttribute("groups", choices.groups(viewer, ServerPermission.GROUPS_WRITE));
        return "console/person-groups";
    }

    @PostMapping("/groups")
    @Needs(value = ServerPermission.GROUPS_WRITE, over = Needs.Over.PERSON, does = Deed.JOIN_GROUP)
    Object join(
            Viewer viewer,
            GuardedPerson person,
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String group,
            Term term) {
        UUID to = guard.group(group, viewer, ServerPermission.GROUPS_WRITE)
                .group()
                .id();
        Validity validity = term.validity(viewer);
        ProposedChange change = ProposedChange.JoinGroup.of(to, person.id().value(), validity);
        return approvals.submit(viewer, request, change, () -> {
            links.add(viewer.actor(), to, person.id(), validity);
            return Done.GROUP_JOINED.at(person.path() + "/groups");
        });
    }

    @PostMapping("/groups/leave")
    @Needs(value = ServerPermission.GROUPS_WRITE, over = Needs.Over.PERSON, does = Deed.LEAVE_GROUP, formAbove = true)
    ResponseEntity<Void> leave(Viewer viewer, GuardedPerson person, @RequestParam(defaultValue = "") String group) {
        UUID from = guard.group(group, viewer, ServerPermission.GROUPS_WRITE)
                .group()
                .id();
        links.remove(viewer.actor(), from, person.id());
        return Done.GROUP_LEFT.at(person.path());
    }

    private static @Nullable UUID group(String text) {
        return text.isEmpty() ? null : ConsoleGuard.uuid(text).orElseThrow(ConsoleInterceptor::nothing);
    }
}
