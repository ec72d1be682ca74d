package io.gatehouse.demo.session;

import io.gatehouse.demo.wire.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What one browser session holds for one app. Safe for parallel requests of that session. */
public final class AppSession {

    private static final int MOST_PENDING = 5;
    private static final Duration PENDING_FOR = Duration.ofMinutes(10);

    private final Map<String, PendingSignIn> pending = new LinkedHashMap<>();
    private final Map<Flow, Trace> traces = new EnumMap<>(Flow.class);
    private final ReentrantLock refreshing = new ReentrantLock();
    private @Nullable SignedIn signedIn;
    private @Nullable StepUp stepUp;
    private @Nullable String signOutState;
    private @Nullable Flow latest;

    public synchronized void begin(PendingSignIn attempt) {
        if (pending.size() >= MOST_PENDING) {
            pending.remove(pending.keySet().iterator().next());
        }
        pending.put(attempt.state(), attempt);
    }

    /** Hands out an attempt once; afterwards it is gone, whatever comes of it. */
    public synchronized Optional<PendingSignIn> take(String state, Instant now) {
        return Optional.ofNullable(pending.remove(state))
                .filter(attempt -> now.isBefore(attempt.startedAt().plus(PENDING_FOR)));
    }

    public synchronized void signIn(SignedIn person, Trace trace) {
        traces.clear();
        traces.put(Flow.SIGN_IN, trace);
        latest = Flow.SIGN_IN;
        signedIn = person;
        stepUp = null;
    }

    /** Replaces the tokens, unless the sign-in ended meanwhile. */
    public synchronized void refreshed(SignedIn person) {
        if (signedIn != null) {
            signedIn = person;
        }
    }

    public synchronized Optional<SignedIn> signedIn() {
        return Optional.ofNullable(signedIn);
    }

    /** Ends the sign-in here. The steps of flows go with it, except those of the sign-out itself. */
    public synchronized void end() {
        signedIn = null;
        stepUp = null;
        pending.clear();
        traces.clear();
    }

    public synchronized Trace trace(Flow flow) {
        latest = flow;
        return traces.computeIfAbsent(flow, any -> new Trace());
    }

    /** Shows these steps, also of a sign-in that fails. */
    public synchronized void show(Flow flow, Trace trace) {
        traces.put(flow, trace);
        latest = flow;
    }

    /** A trace that starts anew. */
    public synchronized Trace restart(Flow flow) {
        traces.remove(flow);
        return trace(flow);
    }

    public synchronized Map<Flow, Trace> traces() {
        return new EnumMap<>(traces);
    }

    public synchronized @Nullable Flow latest() {
        return latest;
    }

    public synchronized void askedFor(StepUp challenge) {
        stepUp = challenge;
    }

    public synchronized Optional<StepUp> stepUp() {
        return Optional.ofNullable(stepUp);
    }

    public synchronized void signingOut(String state) {
        signOutState = state;
    }

    /** Whether this is the answer to our sign-out; true once. */
    public synchronized boolean signedOut(@Nullable String state) {
        boolean ours = state != null && state.equals(signOutState);
        signOutState = ours ? null : signOutState;
        return ours;
    }

    /** Held while refreshing, so that two tabs never spend the same refresh token. */
    public ReentrantLock refreshing() {
        return refreshing;
    }
}
