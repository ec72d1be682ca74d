package io.gatehouse.admin.console;

import io.gatehouse.access.GroupLinkService;
import io.gatehouse.access.GroupMember;
import io.gatehouse.access.GroupRole;
import io.gatehouse.access.GroupService;
import io.gatehouse.access.ServerPermission;
import io.gatehouse.access.Validity;
import io.gatehouse.admin.Deed;
import io.gatehouse.admin.approval.ProposedChange;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Groups: how they stand, the roles that they carry, and who belongs to them. */
@Controller
@RequestMapping("/admin/groups")
final class ConsoleGroupsController {

    private static final int MEMBERS = 50;

    private final GroupService groups;
    private final GroupLinkService links;
    private final ConsoleGuard guard;
    private final ConsoleApprovals approvals;
    private final Choices choices;

    ConsoleGroupsController(
            GroupService groups,
            GroupLinkService links,
            ConsoleGuard guard,
            ConsoleApprovals approvals,
            Choices choices) {
        this.groups = groups;
        this.links = links;
        this.guard = guard;
        this.approvals = approvals;
        this.choices = choices;
    }

    /** A role that the group carries. */
    record Carried(
            String role, @Nullable Moment from, @Nullable Moment until) {}

    /** Somebody who belongs to the group directly, whom the viewer may see. */
    record Member(
            String id,
            String name,
            @Nullable Moment from,
            @Nullable Moment until) {}

    @GetMapping
    @Needs(value = ServerPermission.GROUPS_READ, over = Needs.Over.REACH)
    String list(Viewer viewer, Model model) {
        model.addAttribute("groups", choices.groups(viewer, ServerPermission.GROUPS_READ));
        model.addAttribute("places", choices.groups(viewer, ServerPermission.GROUPS_WRITE));
        model.addAttribute("write", viewer.may(ServerPermission.GROUPS_WRITE));
        model.addAttribute("top", viewer.mayAll(ServerPermission.GROUPS_WRITE));
        return "console/groups";
    }

    @PostMapping
    @Needs(value = ServerPermission.GROUPS_WRITE, over = Needs.Over.REACH, does = Deed.CREATE_GROUP)
    ResponseEntity<Void> create(
            Viewer viewer,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String parent) {
        UUID place = parent.isEmpty()
                ? null
                : guard.group(parent, viewer, ServerPermission.GROUPS_WRITE)
                        .group()
                        .id();
        UUID made = groups.create(viewer.actor(), place, name.strip()).id();
        return Done.CREATED.at("/admin/groups/" + made);
    }

    @GetMapping("/{group}")
    @Needs(value = ServerPermission.GROUPS_READ, over = Needs.Over.GROUP)
    String group(Viewer viewer, GuardedGroup group, Model model) {
        UUID id = group.group().id();
        model.addAttribute("name", group.group().name());
        model.addAttribute("path", group.path());
        model.addAttribute("place", PersonRights.path(groups, id));
        model.addAttribute(
                "roles",
                links.roles(id).stream().map(one -> carried(one, viewer)).toList());
        model.addAttribute(
                "members",
                links.members(id, null, MEMBERS).stream()
                        .map(one -> member(one, viewer))
                        .flatMap(Optional::stream)
                        .toList());
        model.addAttribute("below", groups.children(id, "", MEMBERS));
        boolean write = guard.covers(viewer, ServerPermission.GROUPS_WRITE, id)
                && guard.covers(viewer, ServerPermission.ROLES_ASSIGN, id);
        model.addAttribute("write", write);
        model.addAttribute("id", id.toString());
        model.addAttribute("explain", viewer.mayAll(ServerPermission.EXPLAIN_READ));
        model.addAttribute("allRoles", write ? choices.roles() : List.of());
        return "console/group";
    }

    private static Carried carried(GroupRole one, Viewer viewer) {
        return new Carried(
                one.role(),
                viewer.momentOrNull(one.validity().from()),
                viewer.momentOrNull(one.validity().until()));
    }

    private Optional<Member> member(GroupMember one, Viewer viewer) {
        return guard.seen(viewer, one.account())
                .map(entry -> new Member(
                        one.account().toString(),
                        GuardedPerson.name(entry.account()),
                        viewer.momentOrNull(one.validity().from()),
                        viewer.momentOrNull(one.validity().until())));
    }

    @PostMapping("/{group}/roles")
    @Needs(value = ServerPermission.GROUPS_WRITE, over = Needs.Over.GROUP, does = Deed.GIVE_ROLE, formAbove = true)
    Object role(
            Viewer viewer,
            GuardedGroup group,
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String role,
            @RequestParam(defaultValue = "false") boolean remove) {
        UUID id = group.group().id();
        if (remove) {
            links.takeRole(viewer.actor(), id, role, null);
            return Done.CHANGED.at(group.path());
        }
        return approvals.submit(viewer, request, ProposedChange.GiveGroupRole.of(id, role, Validity.ALWAYS), () -> {
            links.giveRole(viewer.actor(), id, role, Validity.ALWAYS, null);
            return Done.CHANGED.at(group.path());
        });
    }
}
