package io.gatehouse.admin.console;

import io.gatehouse.access.ServerPermission;
import io.gatehouse.audit.AuditEvent;
import io.gatehouse.audit.AuditQuery;
import io.gatehouse.audit.AuditSearch;
import io.gatehouse.trace.TracedStep;
import io.gatehouse.trace.Traces;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The way of a sign-in by the id of one of its requests: each decision with its reason, in the order of time. */
@Controller
final class ConsoleFlowController {

    private static final int MOST_REQUESTS = 20;
    private static final int MOST_EVENTS = 20;

    private final Traces traces;
    private final AuditSearch audit;

    ConsoleFlowController(Traces traces, AuditSearch audit) {
        this.traces = traces;
        this.audit = audit;
    }

    @GetMapping("/admin/flow")
    @Needs(value = ServerPermission.EXPLAIN_READ, over = Needs.Over.EVERYTHING)
    String flow(Viewer viewer, @RequestParam(defaultValue = "") String request, Model model) {
        String id = request.strip();
        boolean asked = id.matches("[A-Za-z0-9]{12}");
        model.addAttribute("request", id);
        model.addAttribute("entries", asked ? entries(id, viewer) : List.of());
        model.addAttribute("people", viewer.may(ServerPermission.PEOPLE_READ));
        model.addAttribute("apps", viewer.mayAll(ServerPermission.CLIENTS_READ));
        return "console/flow";
    }

    private List<FlowEntry> entries(String id, Viewer viewer) {
        List<TracedStep> steps = traces.around(id);
        List<FlowEntry> entries = new ArrayList<>();
        steps.forEach(step -> entries.add(FlowEntry.of(step, viewer)));
        if (viewer.mayAll(ServerPermission.AUDIT_READ)) {
            events(id, steps).forEach(event -> entries.add(FlowEntry.of(event, viewer)));
        }
        entries.sort(Comparator.comparing(FlowEntry::when));
        return entries;
    }

    /** What the trail tells of the same requests. */
    private List<AuditEvent> events(String id, List<TracedStep> steps) {
        Set<String> requests = new LinkedHashSet<>(Set.of(id));
        steps.stream().map(TracedStep::requestId).filter(Objects::nonNull).forEach(requests::add);
        return requests.stream()
                .limit(MOST_REQUESTS)
                .flatMap(one -> audit.find(AuditQuery.all().request(one), null, MOST_EVENTS).events().stream())
                .toList();
    }
}
