package io.gatehouse.signin;

import io.gatehouse.session.SessionService;
import io.gatehouse.session.SsoSession;
import io.gatehouse.shared.AccountId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The dispatcher of sign-in. Every door reports here what was proven; this is the one place that decides what is still
 * missing, leads there, and starts the session when nothing is.
 */
public final class SignInFlow {

    private final PendingSignIns pendings;
    private final List<SignInStep> steps;
    private final SessionService sessions;
    private final SignInArrival arrival;
    private final Clock clock;

    SignInFlow(
            PendingSignIns pendings,
            List<SignInStep> steps,
            SessionService sessions,
            SignInArrival arrival,
            Clock clock) {
        this.pendings = pendings;
        this.steps = List.copyOf(steps);
        this.sessions = sessions;
        this.arrival = arrival;
        this.clock = clock;
    }

    /** Who is on the way in this browser; a page of a step is never reached without one. */
    public Optional<PendingSignIn> pending(HttpServletRequest request) {
        return pendings.current(request);
    }

    /**
     * A person proved who they are by a first factor, or by one that is as good as two ({@code mfa} among its methods).
     *
     * @return the path to go to next
     */
    public String identified(FirstFactor first, HttpServletRequest request, HttpServletResponse response) {
        PendingSignIn pending = new PendingSignIn(
                first.account(),
                first.email(),
                first.amr(),
                first.goal(),
                Continuation.safe(first.continueTo()).orElse(null),
                clock.instant());
        return advance(pending, false, request, response);
    }

    /**
     * The person who is on the way passed a second factor.
     *
     * @param amr its methods (RFC 8176)
     * @return the path to go to next
     */
    public String passed(List<String> amr, HttpServletRequest request, HttpServletResponse response) {
        return pending(request)
                .map(pending -> advance(pending.withFactor(amr), true, request, response))
                .orElse("/sign-in");
    }

    /** Something other than a factor was done, such as accepting the terms. Returns the path to go to next. */
    public String done(HttpServletRequest request, HttpServletResponse response) {
        return pending(request)
                .map(pending -> advance(pending, true, request, response))
                .orElse("/sign-in");
    }

    /** What is still missing, as the path of its page. */
    Optional<String> missing(PendingSignIn pending, HttpServletRequest request) {
        return step(pending, request).flatMap(step -> step.missing(pending, request));
    }

    /** Whether a person whose browser is remembered would be led nowhere if they signed in as they did then. */
    boolean complete(AccountId account, String email, List<String> amr, HttpServletRequest request) {
        PendingSignIn pending = new PendingSignIn(account, email, amr, PendingSignIn.Goal.PLAIN, null, clock.instant());
        return missing(pending, request).isEmpty();
    }

    /** Whether a URL of sign-in may be used now: only those of the step that is missing. */
    boolean allowed(String path, PendingSignIn pending, HttpServletRequest request) {
        return step(pending, request).map(step -> step.owns(path, pending)).orElse(false);
    }

    private Optional<SignInStep> step(PendingSignIn pending, HttpServletRequest request) {
        return steps.stream()
                .filter(step -> step.missing(pending, request).isPresent())
                .findFirst();
    }

    private String advance(PendingSignIn pending, boolean stored, HttpServletRequest req, HttpServletResponse res) {
        Optional<SignInStep> step = step(pending, req);
        Optional<String> missing = step.flatMap(found -> found.missing(pending, req));
        if (missing.isPresent()) {
            arrival.led(
                    pending,
                    missing.get(),
                    step.map(found -> found.because(pending, req)).orElse(Map.of()));
            if (!stored || !pendings.current(req).equals(Optional.of(pending))) {
                pendings.store(pending, req, res);
            }
            return missing.get();
        }
        if (stored && !pendings.take(req)) {
            return "/sign-in";
        }
        pendings.clear(req, res);
        SsoSession session = sessions.start(pending.account(), pending.amr(), req, res);
        Map<String, String> because =
                steps.isEmpty() ? Map.of() : steps.getFirst().because(pending, req);
        arrival.arrived(pending, session, because, req, res);
        return pending.place().orElse("/");
    }
}
