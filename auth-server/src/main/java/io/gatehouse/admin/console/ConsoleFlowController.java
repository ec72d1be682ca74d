package io.gatehouse.admin.console;

import io.gatehouse.access.ServerPermission;
import io.gatehouse.admin.RequestHistory;
import io.gatehouse.trace.TracedStep;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The way of a sign-in by the id of one of its requests: each decision with its reason, in the order of time. */
@Controller
final class ConsoleFlowController {

    private final RequestHistory history;

    ConsoleFlowController(RequestHistory history) {
        this.history = history;
    }

    @GetMapping("/admin/flow")
    @Needs(value = ServerPermission.EXPLAIN_READ, over = Needs.Over.EVERYTHING)
    String flow(Viewer viewer, @RequestParam(defaultValue = "") String request, Model model) {
        String id = request.strip();
        model.addAttribute("request", id);
        model.addAttribute("entries", entries(id, viewer));
        model.addAttribute("people", viewer.may(ServerPermission.PEOPLE_READ));
        model.addAttribute("apps", viewer.mayAll(ServerPermission.CLIENTS_READ));
        return "console/flow";
    }

    private List<FlowEntry> entries(String id, Viewer viewer) {
        List<TracedStep> steps = history.steps(id);
        List<FlowEntry> entries = new ArrayList<>();
        steps.forEach(step -> entries.add(FlowEntry.of(step, viewer)));
        if (viewer.mayAll(ServerPermission.AUDIT_READ)) {
            history.events(id, steps).forEach(event -> entries.add(FlowEntry.of(event, viewer)));
        }
        entries.sort(Comparator.comparing(FlowEntry::when));
        return entries;
    }
}
