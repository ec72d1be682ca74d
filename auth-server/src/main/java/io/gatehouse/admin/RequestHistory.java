package io.gatehouse.admin;

import io.gatehouse.audit.AuditEvent;
import io.gatehouse.audit.AuditQuery;
import io.gatehouse.audit.AuditSearch;
import io.gatehouse.trace.TracedStep;
import io.gatehouse.trace.Traces;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What is known of a sign-in or token request by its id, with all that belongs to it: the steps, and what the trail tells. */
public final class RequestHistory {

    /** The facts of a step in the order in which people read them; the message {@code flow.fact.<name>} names each. */
    public static final List<String> FACTS = List.of(
            "roles",
            "page",
            "grant_type",
            "asked",
            "granted",
            "dropped",
            "not-allowed",
            "audience",
            "left-out-filter",
            "left-out-content",
            "left-out-most",
            "acr",
            "amr",
            "error",
            "description",
            "cause");

    private static final int MOST_REQUESTS = 20;
    private static final int MOST_EVENTS = 20;

    private final Traces traces;
    private final AuditSearch audit;

    RequestHistory(Traces traces, AuditSearch audit) {
        this.traces = traces;
        this.audit = audit;
    }

    /** Whether the text can be the id of a request at all. */
    public static boolean isId(String text) {
        return text.matches("[A-Za-z0-9]{12}");
    }

    /** Each decision in the order of time; none when nothing is known of the request. */
    public List<TracedStep> steps(String id) {
        return isId(id) ? traces.around(id) : List.of();
    }

    /** What the trail tells of the request and those of the steps. */
    public List<AuditEvent> events(String id, List<TracedStep> steps) {
        if (!isId(id)) {
            return List.of();
        }
        Set<String> requests = new LinkedHashSet<>(Set.of(id));
        steps.stream().map(TracedStep::requestId).filter(Objects::nonNull).forEach(requests::add);
        return requests.stream()
                .limit(MOST_REQUESTS)
                .flatMap(one -> audit.find(AuditQuery.all().request(one), null, MOST_EVENTS).events().stream())
                .toList();
    }
}
