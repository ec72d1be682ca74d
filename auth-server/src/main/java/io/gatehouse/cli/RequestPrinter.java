package io.gatehouse.cli;

import io.gatehouse.admin.RequestHistory;
import io.gatehouse.audit.AuditEvent;
import io.gatehouse.audit.AuditOutcome;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import io.gatehouse.trace.TracedStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/** Prints what was decided about a sign-in or token request and why, in the words of the console. */
final class RequestPrinter {

    private final House house;
    private final Output output;

    RequestPrinter(House house, Output output) {
        this.house = house;
        this.output = output;
    }

    private record Entry(Instant at, String text) {}

    void print(String id) {
        if (!RequestHistory.isId(id)) {
            throw new GatehouseException(
                    ErrorCode.INVALID_REQUEST, "'" + id + "' is no id of a request: those have 12 letters and digits.");
        }
        RequestHistory history = house.room(RequestHistory.class);
        List<TracedStep> steps = history.steps(id);
        List<AuditEvent> events = history.events(id, steps);
        if (steps.isEmpty() && events.isEmpty()) {
            throw new GatehouseException(
                    ErrorCode.NOT_FOUND,
                    "Nothing is known of this request: it is too old, was about something else, or the id is not complete.");
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("request_id", id);
        facts.put("steps", steps.stream().map(RequestPrinter::facts).toList());
        facts.put("events", events.stream().map(RequestPrinter::facts).toList());
        List<Entry> entries = new ArrayList<>();
        steps.forEach(step -> entries.add(new Entry(step.at(), text(step, id))));
        events.forEach(event -> entries.add(new Entry(event.at(), text(event, id))));
        entries.sort(Comparator.comparing(Entry::at));
        output.result(String.join("\n", entries.stream().map(Entry::text).toList()), facts);
    }

    private static Map<String, Object> facts(TracedStep step) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("at", step.at().toString());
        facts.put("request_id", step.requestId());
        facts.put("kind", step.kind().code());
        facts.put("outcome", step.outcome().code());
        facts.put("client_id", step.links().clientId());
        facts.put("person", text(step.links().account()));
        facts.put("session", text(step.links().sid()));
        facts.put("grant", text(step.links().grant()));
        facts.put("facts", step.facts());
        return facts;
    }

    private static Map<String, Object> facts(AuditEvent event) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("at", event.at().toString());
        facts.put("request_id", event.requestId());
        facts.put("action", event.action().code());
        facts.put("outcome", event.outcome().name().toLowerCase(Locale.ROOT));
        facts.put("client_id", event.caller().clientId());
        facts.put("person", text(event.account()));
        return facts;
    }

    private String text(TracedStep step, String asked) {
        TracedStep.Links links = step.links();
        StringBuilder text = new StringBuilder(head(step.at(), step.requestId(), asked))
                .append(say("flow.kind." + step.kind().code()))
                .append(": ")
                .append(say("flow.outcome." + step.outcome().code()))
                .append(of(links.clientId(), links.account()));
        String because = step.facts().get("because");
        if (because != null) {
            text.append("\n    ").append(say("flow.because." + because));
        }
        for (String name : RequestHistory.FACTS) {
            String value = step.facts().get(name);
            if (value != null) {
                text.append("\n    ")
                        .append(say("flow.fact." + name))
                        .append(": ")
                        .append(plain(value));
            }
        }
        return text.toString();
    }

    private String text(AuditEvent event, String asked) {
        return head(event.at(), event.requestId(), asked)
                + say("audit." + event.action().code()) + ": "
                + say("flow.outcome." + (event.outcome() == AuditOutcome.SUCCESS ? "done" : "refused"))
                + of(event.caller().clientId(), event.account());
    }

    private static String head(Instant at, @Nullable String request, String asked) {
        return at + "  " + (request == null ? "-" : request) + (asked.equals(request) ? " *" : "") + "  ";
    }

    private static String of(@Nullable String client, @Nullable Object person) {
        return (client == null ? "" : ", application " + plain(client)) + (person == null ? "" : ", person " + person);
    }

    /** What applications sent may not steer a terminal. */
    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    /** The console's word, or the code where it has none. */
    private String say(String key) {
        String word = house.room(MessageSource.class).getMessage(key, null, null, Locale.ENGLISH);
        return word == null ? key.substring(key.lastIndexOf('.') + 1) : word;
    }

    private static @Nullable String text(@Nullable Object id) {
        return id == null ? null : id.toString();
    }
}
