package io.gatehouse.admin.console;

import io.gatehouse.access.ServerPermission;
import io.gatehouse.admin.acting.ImpersonationService;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Everything about one person on one page, as far as the viewer may see it. */
@Controller
final class ConsolePersonController {

    private final ConsoleGuard guard;
    private final PersonRights rights;
    private final PersonTraces traces;
    private final PersonFactors factors;
    private final ImpersonationService impersonation;

    ConsolePersonController(
            ConsoleGuard guard,
            PersonRights rights,
            PersonTraces traces,
            PersonFactors factors,
            ImpersonationService impersonation) {
        this.guard = guard;
        this.rights = rights;
        this.traces = traces;
        this.factors = factors;
        this.impersonation = impersonation;
    }

    /** What the viewer may do to this person; the pages behind check it again. */
    record May(
            boolean write,
            boolean lockDown,
            boolean endSessions,
            boolean endGrants,
            boolean credentials,
            boolean assign,
            boolean actAs) {}

    @GetMapping("/admin/people/{person}")
    @Needs(value = ServerPermission.PEOPLE_READ, over = Needs.Over.PERSON)
    String person(Viewer viewer, GuardedPerson person, Model model) {
        model.addAttribute("name", person.name());
        model.addAttribute("path", person.path());
        model.addAttribute("email", person.account().email().value());
        model.addAttribute("verified", person.account().emailVerified());
        model.addAttribute("status", person.account().status().name().toLowerCase(Locale.ROOT));
        model.addAttribute("created", viewer.moment(person.account().createdAt()));
        model.addAttribute("id", person.id().toString());
        model.addAttribute("claims", claims(person));
        model.addAttribute("may", may(viewer, person));
        model.addAttribute("factors", factors.names(person.id()));
        model.addAttribute("passkeys", factors.passkeys(person.id(), viewer));
        if (guard.mayRead(viewer, ServerPermission.ROLES_READ, person)) {
            model.addAttribute("roles", rights.held(person.id()));
            model.addAttribute("given", rights.given(person.id(), viewer));
        }
        if (guard.mayRead(viewer, ServerPermission.GROUPS_READ, person)) {
            model.addAttribute("groups", rights.memberships(person.id(), viewer));
        }
        if (guard.mayRead(viewer, ServerPermission.SESSIONS_READ, person)) {
            model.addAttribute("sessions", traces.places(person.id(), viewer));
        }
        if (guard.mayRead(viewer, ServerPermission.GRANTS_READ, person)) {
            model.addAttribute("apps", traces.apps(person.id(), viewer));
        }
        if (guard.mayRead(viewer, ServerPermission.EXPLAIN_READ, person)) {
            model.addAttribute("known", rights.known(viewer));
        }
        if (viewer.mayAll(ServerPermission.AUDIT_READ)) {
            model.addAttribute("events", traces.events(person.id(), viewer));
        }
        return "console/person";
    }

    private May may(Viewer viewer, GuardedPerson person) {
        return new May(
                guard.mayChange(viewer, ServerPermission.PEOPLE_WRITE, person),
                guard.mayChange(viewer, ServerPermission.PEOPLE_LOCK_DOWN, person),
                guard.mayChange(viewer, ServerPermission.SESSIONS_END, person),
                guard.mayChange(viewer, ServerPermission.GRANTS_END, person),
                guard.mayChange(viewer, ServerPermission.PEOPLE_CREDENTIALS, person),
                guard.mayChange(viewer, ServerPermission.ROLES_ASSIGN, person),
                impersonation.may(viewer.id(), person.account()));
    }

    /** What the person told, but for what stands above; an address is several claims in one. */
    private static Map<String, String> claims(GuardedPerson person) {
        Map<String, String> claims = new LinkedHashMap<>();
        person.account().profile().claims().forEach((name, value) -> claims.put(name, value.toString()));
        return claims;
    }
}
