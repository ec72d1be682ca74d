package io.gatehouse.admin.console;

import io.gatehouse.access.Consequences;
import io.gatehouse.access.ExplainService;
import io.gatehouse.access.GroupLinkService;
import io.gatehouse.access.Loss;
import io.gatehouse.access.ServerPermission;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who would lose something if it were taken from a role or a group, told before it is taken. */
@Controller
final class ConsoleWhatIfController {

    private static final int SHOWN = 50;

    private final ExplainService explain;
    private final RightNames names;
    private final GroupLinkService links;
    private final ConsoleGuard guard;

    ConsoleWhatIfController(ExplainService explain, RightNames names, GroupLinkService links, ConsoleGuard guard) {
        this.explain = explain;
        this.names = names;
        this.links = links;
        this.guard = guard;
    }

    /**
     * What is asked about.
     *
     * @param kind the last part of the message {@code console.what-if.<kind>}
     * @param from the role or group that it would be taken from
     * @param removal the form that takes it, or null when the viewer may not, or there is none
     */
    record Question(
            Loss loss,
            String kind,
            Thing from,
            String name,
            @Nullable Removal removal) {}

    /** A form that is sent to the page that it was come from. */
    record Removal(String action, String back, Map<String, String> fields) {}

    /** Nothing but the role asks about the role itself. */
    @GetMapping("/admin/roles/what-if")
    @Needs(value = ServerPermission.EXPLAIN_READ, over = Needs.Over.EVERYTHING)
    String whatIf(
            Viewer viewer,
            @RequestParam(defaultValue = "") String role,
            @RequestParam(defaultValue = "") String permission,
            @RequestParam(defaultValue = "") String member,
            @RequestParam(defaultValue = "") String group,
            Model model) {
        if (Stream.of(permission, member, group).filter(text -> !text.isEmpty()).count() > 1) {
            throw new GatehouseException(ErrorCode.INVALID_REQUEST, "asked about several things at once");
        }
        String known = names.role(role);
        Question question = group.isEmpty() ? ofRole(viewer, known, permission, member) : ofGroup(viewer, known, group);
        Consequences lost = explain.whatIf(question.loss(), null, SHOWN);
        model.addAttribute("question", question);
        model.addAttribute("lost", lost);
        model.addAttribute("people", people(lost.page(), viewer));
        model.addAttribute("apps", lost.people() == 0 ? List.of() : lost.clients());
        model.addAttribute("appsOpen", viewer.mayAll(ServerPermission.CLIENTS_READ));
        return "console/what-if";
    }

    private Question ofRole(Viewer viewer, String role, String permission, String member) {
        String page = ConsoleRolesController.path(role);
        Thing from = new Thing(role, viewer.may(ServerPermission.ROLES_READ) ? page : null);
        boolean write = viewer.mayAll(ServerPermission.ROLES_WRITE);
        if (!permission.isEmpty()) {
            String name = names.permissionOf(role, permission);
            Loss loss = new Loss.RoleLosesPermission(role, name);
            return new Question(loss, "permission", from, name, write ? removal(page, "permission", name) : null);
        }
        if (!member.isEmpty()) {
            String name = names.memberOf(role, member);
            Loss loss = new Loss.RoleLosesRole(role, name);
            return new Question(loss, "member", from, name, write ? removal(page, "member", name) : null);
        }
        return new Question(new Loss.RoleDeleted(role), "role", from, role, null);
    }

    private static Removal removal(String page, String kind, String name) {
        String action = page.replaceFirst("[?]", "/" + kind + "s?");
        return new Removal(action, page, Map.of(kind, name, "remove", "true"));
    }

    private Question ofGroup(Viewer viewer, String role, String group) {
        GuardedGroup guarded = guard.group(group, viewer, ServerPermission.EXPLAIN_READ);
        UUID id = guarded.group().id();
        if (links.roles(id).stream().noneMatch(one -> one.role().equals(role))) {
            throw ConsoleInterceptor.nothing();
        }
        boolean open = guard.covers(viewer, ServerPermission.GROUPS_READ, id);
        boolean write = guard.covers(viewer, ServerPermission.GROUPS_WRITE, id)
                && guard.covers(viewer, ServerPermission.ROLES_ASSIGN, id);
        String page = guarded.path();
        return new Question(
                new Loss.GroupLosesRole(id, role),
                "group",
                new Thing(guarded.group().name(), open ? page : null),
                role,
                write ? new Removal(page + "/roles", page, Map.of("role", role, "remove", "true")) : null);
    }

    private List<Thing> people(List<AccountId> page, Viewer viewer) {
        return page.stream()
                .map(id -> guard.seen(viewer, id)
                        .map(entry -> new Thing(GuardedPerson.name(entry.account()), "/admin/people/" + id)))
                .flatMap(Optional::stream)
                .toList();
    }
}
