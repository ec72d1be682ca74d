package io.gatehouse.admin.console;

import io.gatehouse.access.ExplainService;
import io.gatehouse.access.Explanation;
import io.gatehouse.access.ServerPermission;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Why a person may do something or holds a role, or why not; before a name is given, the question. */
@Controller
final class ConsoleWhyController {

    private final ExplainService explain;
    private final RightNames names;
    private final WhyAnswers answers;
    private final ConsoleGuard guard;
    private final Choices choices;

    ConsoleWhyController(
            ExplainService explain, RightNames names, WhyAnswers answers, ConsoleGuard guard, Choices choices) {
        this.explain = explain;
        this.names = names;
        this.answers = answers;
        this.guard = guard;
        this.choices = choices;
    }

    /** Who may explain but sees nobody learns no name here. */
    @GetMapping("/admin/people/{person}/why")
    @Needs(value = ServerPermission.EXPLAIN_READ, over = Needs.Over.PERSON)
    String why(
            Viewer viewer,
            GuardedPerson person,
            @RequestParam(defaultValue = "") String permission,
            @RequestParam(defaultValue = "") String role,
            Model model) {
        if (!permission.isEmpty() && !role.isEmpty()) {
            throw new GatehouseException(ErrorCode.INVALID_REQUEST, "asked for a permission and a role at once");
        }
        boolean open = guard.mayRead(viewer, ServerPermission.PEOPLE_READ, person);
        model.addAttribute("name", open ? person.name() : person.id().toString());
        model.addAttribute("open", open);
        model.addAttribute("path", person.path());
        model.addAttribute("known", choices.rights(viewer));
        if (!permission.isEmpty() || !role.isEmpty()) {
            model.addAttribute("why", answers.of(explanation(person, permission, role), viewer));
        }
        return "console/why";
    }

    private Explanation explanation(GuardedPerson person, String permission, String role) {
        return role.isEmpty()
                ? explain.why(person.id(), names.permission(permission.strip()))
                : explain.whyRole(person.id(), names.role(role.strip()));
    }
}
