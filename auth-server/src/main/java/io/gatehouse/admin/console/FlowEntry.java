package io.gatehouse.admin.console;

import io.gatehouse.admin.RequestHistory;
import io.gatehouse.audit.AuditEvent;
import io.gatehouse.audit.AuditOutcome;
import io.gatehouse.trace.TracedStep;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened on the way of a sign-in, for the page: a decision with its reason, or an event of the trail.
 *
 * @param title the message that names it
 * @param outcome the last part of the message {@code flow.outcome.<outcome>}
 * @param because the last part of the message {@code flow.because.<because>}, or null
 */
record FlowEntry(
        Instant when,
        Moment at,
        String title,
        String outcome,
        @Nullable String requestId,
        @Nullable String client,
        @Nullable String person,
        @Nullable String because,
        List<Fact> facts) {

    private static final Set<String> REASONS = Set.of(
            "create",
            "select-account",
            "no-session",
            "prompt",
            "max-age",
            "other-person",
            "client-factor",
            "acr-values",
            "leaving",
            "consent-prompt",
            "consent-missing",
            "terms",
            "new-password",
            "factor-passed",
            "factor-request",
            "factor-trusted",
            "factor-role",
            "factor-own",
            "factor-none");

    /** A fact and what its message calls it. */
    record Fact(String name, String value) {}

    static FlowEntry of(TracedStep step, Viewer viewer) {
        UUID account = step.links().account();
        String because = step.facts().get("because");
        return new FlowEntry(
                step.at(),
                viewer.moment(step.at()),
                "flow.kind." + step.kind().code(),
                step.outcome().code(),
                step.requestId(),
                step.links().clientId(),
                account == null ? null : account.toString(),
                because != null && REASONS.contains(because) ? because : null,
                facts(step.facts()));
    }

    static FlowEntry of(AuditEvent event, Viewer viewer) {
        return new FlowEntry(
                event.at(),
                viewer.moment(event.at()),
                "audit." + event.action().code(),
                event.outcome() == AuditOutcome.SUCCESS ? "done" : "refused",
                event.requestId(),
                event.caller().clientId(),
                event.account() == null ? null : event.account().toString(),
                null,
                List.of());
    }

    private static List<Fact> facts(Map<String, String> known) {
        return RequestHistory.FACTS.stream()
                .filter(known::containsKey)
                .map(name -> new Fact(name, known.getOrDefault(name, "")))
                .toList();
    }
}
