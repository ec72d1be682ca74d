package io.gatehouse.trace;

import io.gatehouse.shared.UuidV7;
import io.gatehouse.web.RequestId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Takes steps down and reads them back. Taking one down costs a request no statement and never fails it: steps wait in
 * memory and are written together, at most so many at a time. When half the room is taken successes are left out, when all of
 * it is, everything.
 */
public final class Traces {

    private static final int ROOM = 2_000;
    private static final int MOST_READ = 200;

    /** How far apart the visits of one authorization request may be. */
    private static final Duration ONE_FLOW = Duration.ofHours(1);

    private final BlockingQueue<TracedStep> waiting = new ArrayBlockingQueue<>(ROOM);
    private final JdbcSteps steps;
    private final TraceProperties properties;
    private final Clock clock;

    Traces(JdbcSteps steps, TraceProperties properties, Clock clock) {
        this.steps = steps;
        this.properties = properties;
        this.clock = clock;
    }

    /** Notes a step of the request that this thread answers. */
    public void add(Step step) {
        if (step.outcome == Step.Outcome.DONE && waiting.remainingCapacity() < ROOM / 2) {
            return;
        }
        var unused = waiting.offer(new TracedStep(
                UuidV7.next(clock),
                clock.instant(),
                requestId(),
                step.kind,
                step.outcome,
                new TracedStep.Links(step.flow, step.clientId, step.account, step.sid, step.grant),
                step.facts));
    }

    /** The steps of a request and of all that it belongs to, in the order of time; at most 200. */
    public List<TracedStep> around(String requestId) {
        int written;
        do {
            written = write();
        } while (written > 0);
        List<TracedStep> own = steps.ofRequest(requestId, MOST_READ);
        return own.isEmpty() ? own : ofTheSamePerson(own, steps.linked(own, ONE_FLOW, MOST_READ));
    }

    /** Applications that send the same request for everybody make one flow of several people's: those of others go. */
    private static List<TracedStep> ofTheSamePerson(List<TracedStep> own, List<TracedStep> linked) {
        Set<UUID> people = own.stream()
                .map(step -> step.links().account())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return linked.stream()
                .filter(step -> step.links().account() == null
                        || people.isEmpty()
                        || people.contains(step.links().account()))
                .toList();
    }

    /** Writes what waits, as far as it may be at a time. Returns how many. */
    int write() {
        List<TracedStep> batch = new ArrayList<>();
        waiting.drainTo(batch, properties.most());
        if (!batch.isEmpty()) {
            steps.insert(batch);
        }
        return batch.size();
    }

    /** Deletes what is older than is kept. */
    int purge() {
        Instant before = clock.instant().minus(properties.keep());
        return steps.purge(before);
    }

    private static @Nullable String requestId() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? RequestId.of(attributes.getRequest())
                : null;
    }
}
