package io.gatehouse.admin.console;

import io.gatehouse.access.Assignment;
import io.gatehouse.access.AssignmentService;
import io.gatehouse.access.Role;
import io.gatehouse.access.RoleContentService;
import io.gatehouse.access.RoleService;
import io.gatehouse.access.ServerPermission;
import io.gatehouse.admin.Deed;
import io.gatehouse.admin.approval.ProposedChange;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Roles: which there are, what is in them, and who was given them. */
@Controller
@RequestMapping("/admin/roles")
final class ConsoleRolesController {

    private static final int HOLDERS = 50;

    private final RoleService roles;
    private final RoleContentService contents;
    private final AssignmentService assignments;
    private final ConsoleGuard guard;
    private final ConsoleApprovals approvals;
    private final Choices choices;

    ConsoleRolesController(
            Rooms rooms,
            AssignmentService assignments,
            ConsoleGuard guard,
            ConsoleApprovals approvals,
            Choices choices) {
        this.roles = rooms.roles();
        this.contents = rooms.contents();
        this.assignments = assignments;
        this.guard = guard;
        this.approvals = approvals;
        this.choices = choices;
    }

    /** What roles are and what is in them. */
    @Component
    record Rooms(RoleService roles, RoleContentService contents) {}

    /** Somebody to whom the role was given directly, whom the viewer may see. */
    record Holder(
            String id,
            String name,
            @Nullable Moment from,
            @Nullable Moment until) {}

    @GetMapping
    @Needs(value = ServerPermission.ROLES_READ, over = Needs.Over.REACH)
    String list(Viewer viewer, @RequestParam(defaultValue = "") String after, Model model) {
        model.addAttribute("roles", Paging.of(roles.page(null, after, Paging.SIZE + 1), role -> role, Role::name));
        model.addAttribute("write", viewer.mayAll(ServerPermission.ROLES_WRITE));
        return "console/roles";
    }

    @PostMapping
    @Needs(value = ServerPermission.ROLES_WRITE, over = Needs.Over.EVERYTHING, does = Deed.CHANGE_ROLE)
    ResponseEntity<Void> create(
            Viewer viewer,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String description) {
        Role role = roles.create(viewer.actor(), name.strip(), null, description.strip());
        return Done.CREATED.at(path(role.name()));
    }

    @GetMapping("/role")
    @Needs(value = ServerPermission.ROLES_READ, over = Needs.Over.REACH)
    String role(Viewer viewer, @RequestParam(defaultValue = "") String name, Model model) {
        Role role = roles.find(name).orElseThrow(ConsoleInterceptor::nothing);
        boolean write = viewer.mayAll(ServerPermission.ROLES_WRITE);
        model.addAttribute("role", role);
        model.addAttribute("write", write);
        model.addAttribute("permissions", contents.permissions(name));
        model.addAttribute("members", contents.members(name));
        model.addAttribute("containers", contents.containers(name));
        model.addAttribute("holders", holders(name, viewer));
        model.addAttribute("explain", viewer.mayAll(ServerPermission.EXPLAIN_READ));
        model.addAttribute("allRoles", write ? choices.roles() : List.of());
        model.addAttribute("allPermissions", write ? choices.permissions() : List.of());
        return "console/role";
    }

    private List<Holder> holders(String role, Viewer viewer) {
        return assignments.holders(role, null, HOLDERS).stream()
                .map(one -> holder(one, viewer))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Holder> holder(Assignment one, Viewer viewer) {
        return guard.seen(viewer, one.account())
                .map(entry -> new Holder(
                        one.account().toString(),
                        GuardedPerson.name(entry.account()),
                        viewer.momentOrNull(one.validity().from()),
                        viewer.momentOrNull(one.validity().until())));
    }

    @PostMapping("/role/permissions")
    @Needs(
            value = ServerPermission.ROLES_WRITE,
            over = Needs.Over.EVERYTHING,
            does = Deed.CHANGE_ROLE,
            formAbove = true)
    Object permission(
            Viewer viewer,
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String permission,
            @RequestParam(defaultValue = "false") boolean remove) {
        if (remove) {
            contents.removePermission(viewer.actor(), name, permission, null);
            return Done.CHANGED.at(path(name));
        }
        return approvals.submit(viewer, request, new ProposedChange.AddRolePermission(name, permission), () -> {
            contents.addPermission(viewer.actor(), name, permission, null);
            return Done.CHANGED.at(path(name));
        });
    }

    @PostMapping("/role/members")
    @Needs(
            value = ServerPermission.ROLES_WRITE,
            over = Needs.Over.EVERYTHING,
            does = Deed.CHANGE_ROLE,
            formAbove = true)
    Object member(
            Viewer viewer,
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String member,
            @RequestParam(defaultValue = "false") boolean remove) {
        if (remove) {
            contents.removeMember(viewer.actor(), name, member, null);
            return Done.CHANGED.at(path(name));
        }
        return approvals.submit(viewer, request, new ProposedChange.AddRoleMember(name, member), () -> {
            contents.addMember(viewer.actor(), name, member, null);
            return Done.CHANGED.at(path(name));
        });
    }

    static String path(String role) {
        return "/admin/roles/role?name=" + Done.encode(role);
    }
}
