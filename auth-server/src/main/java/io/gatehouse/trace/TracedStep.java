package io.gatehouse.trace;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A step, read back. The facts are in no order that means anything. */
public record TracedStep(
        UUID id,
        Instant at,
        @Nullable String requestId,
        Step.Kind kind,
        Step.Outcome outcome,
        Links links,
        Map<String, String> facts) {

    /** What a step belongs to. */
    public record Links(
            @Nullable String flow,
            @Nullable String clientId,
            @Nullable UUID account,
            @Nullable UUID sid,
            @Nullable UUID grant) {}

    public TracedStep {
        facts = Map.copyOf(facts);
    }
}
