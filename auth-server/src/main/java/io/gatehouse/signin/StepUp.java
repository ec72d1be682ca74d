package io.gatehouse.signin;

import io.gatehouse.session.SsoSession;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Leads a signed-in person to a second factor without asking for the password again (RFC 9470). Who has none yet would set
 * one up, which is for the very person only: an old session does not suffice for that.
 */
final class StepUp {

    private static final String AGAIN = "/sign-in?reauth=1&step_up=mfa";

    private final SignInFlow flow;
    private final FreshSignIn freshSignIn;

    StepUp(SignInFlow flow, FreshSignIn freshSignIn) {
        this.flow = flow;
        this.freshSignIn = freshSignIn;
    }

    /** The path to go to next. */
    String begin(SsoSession session, Optional<String> place, HttpServletRequest request, HttpServletResponse response) {
        if (!freshSignIn.maySetUpFactor(session)) {
            return place.map(path -> AGAIN + "&continue=" + URLEncoder.encode(path, StandardCharsets.UTF_8))
                    .orElse(AGAIN);
        }
        PendingSignIn.Goal goal = new PendingSignIn.Goal(true, true, false);
        return flow.identified(
                new FirstFactor(session.accountId(), session.email(), session.amr(), goal, place.orElse(null)),
                request,
                response);
    }
}
