package io.gatehouse.signin;

import io.gatehouse.session.SsoSession;
import io.gatehouse.trace.FlowName;
import io.gatehouse.trace.Step;
import io.gatehouse.trace.Traces;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Notes where the dispatcher led somebody, and by which rule. */
final class SignInTrail {

    private final Traces traces;

    SignInTrail(Traces traces) {
        this.traces = traces;
    }

    void led(PendingSignIn pending, String page, Map<String, String> because) {
        traces.add(step(Step.Outcome.ASKED, pending).fact("page", page).facts(because));
    }

    void arrived(PendingSignIn pending, SsoSession session, Map<String, String> because) {
        traces.add(step(Step.Outcome.DONE, pending).session(session.sid()).facts(because));
    }

    private static Step step(Step.Outcome outcome, PendingSignIn pending) {
        return Step.of(Step.Kind.SIGN_IN, outcome)
                .account(pending.account().value())
                .flow(flow(pending.continueTo()))
                .fact("amr", pending.amr())
                .fact("again", pending.goal().again() ? "true" : "");
    }

    private static @Nullable String flow(@Nullable String wayBack) {
        if (wayBack == null) {
            return null;
        }
        try {
            return FlowName.of(Interactions.query(wayBack));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
