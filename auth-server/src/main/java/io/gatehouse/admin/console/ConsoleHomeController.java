package io.gatehouse.admin.console;

import io.gatehouse.access.ServerPermission;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditSearch;
import io.gatehouse.audit.DailyCount;
import io.gatehouse.session.SessionService;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page of the console: how the server is doing, as far as the viewer may know, and where to go. */
@Controller
final class ConsoleHomeController {

    private final AuditSearch audit;
    private final SessionService sessions;
    private final HomeFigures figures;

    ConsoleHomeController(AuditSearch audit, SessionService sessions, HomeFigures figures) {
        this.audit = audit;
        this.sessions = sessions;
        this.figures = figures;
    }

    @GetMapping("/admin")
    @NeedsAnything
    String home(Viewer viewer, Model model) {
        if (viewer.mayAll(ServerPermission.SESSIONS_READ)) {
            model.addAttribute("live", sessions.live());
        }
        if (viewer.mayAll(ServerPermission.AUDIT_READ)) {
            LocalDate today = viewer.now().atOffset(ZoneOffset.UTC).toLocalDate();
            Set<AuditAction> actions = new HashSet<>(SignInChart.REFUSED);
            actions.add(AuditAction.SIGN_IN);
            List<DailyCount> counts = audit.daily(
                    actions,
                    today.minusDays(SignInChart.DAYS - 1).atStartOfDay().toInstant(ZoneOffset.UTC));
            model.addAttribute("chart", SignInChart.of(counts, today, viewer.locale()));
        }
        if (viewer.mayAll(ServerPermission.PEOPLE_READ)) {
            model.addAttribute("factors", figures.factors(viewer.now()));
        }
        if (viewer.mayAll(ServerPermission.CLIENTS_READ)) {
            model.addAttribute("apps", figures.apps(viewer.now()));
        }
        return "console/home";
    }
}
