package io.gatehouse.demo.session;

import io.gatehouse.demo.wire.Trace;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A sign-in that left for the provider: what its answer must match, and where to go afterwards. */
public record PendingSignIn(
        String state,
        String nonce,
        String verifier,
        @Nullable Integer maxAge,
        String target,
        Instant startedAt,
        Trace trace) {

    @Override
    public String toString() {
        return "PendingSignIn[startedAt=" + startedAt + "]";
    }
}
