package io.gatehouse.mfa;

import io.gatehouse.signin.Continuation;
import io.gatehouse.signin.PendingSignIn;
import io.gatehouse.signin.SignInFlow;
import io.gatehouse.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;

/** What the pages that ask for a code have in common: how they look, and what follows from a right, wrong or hasty one. */
final class CodePages {

    private final SignInFlow flow;
    private final CodeCheck check;
    private final FactorExtras extras;

    CodePages(SignInFlow flow, CodeCheck check, FactorExtras extras) {
        this.flow = flow;
        this.check = check;
        this.extras = extras;
    }

    /**
     * A code that somebody sent.
     *
     * @param factor what kind it is of; also the name of its page
     * @param amr its methods (RFC 8176 section 2)
     * @param trust whether this browser shall be trusted from now on
     */
    record Try(String factor, List<String> amr, boolean trust) {}

    ModelAndView page(String factor, PendingSignIn pending, HttpServletRequest request) {
        Continuation.allowFormsToReachClient(pending.continueTo(), request);
        ModelAndView page = new ModelAndView("mfa/" + factor);
        page.addObject("trustDays", extras.trustDays());
        return page;
    }

    Object answer(
            Try sent,
            PendingSignIn pending,
            BooleanSupplier accepts,
            HttpServletRequest request,
            HttpServletResponse response) {
        return switch (check.attempt(sent.factor(), pending.account(), request, accepts)) {
            case CodeCheck.Right right -> goOn(sent, pending, request, response);
            case CodeCheck.Wrong wrong ->
                again(HttpStatus.UNAUTHORIZED, "mfa.error.wrong." + sent.factor(), sent, pending, request);
            case CodeCheck.Blocked(Duration retryAfter) -> {
                response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.toSeconds()));
                yield again(HttpStatus.TOO_MANY_REQUESTS, "mfa.error.throttled", sent, pending, request);
            }
        };
    }

    private Object goOn(Try sent, PendingSignIn pending, HttpServletRequest request, HttpServletResponse response) {
        String next = flow.passed(sent.amr(), request, response);
        // whoever lost a race is sent back to the start, and gets nothing for the code
        if (sent.trust() && !next.equals("/sign-in")) {
            extras.trust(pending.account(), request, response);
        }
        return SeeOther.to(next);
    }

    private ModelAndView again(
            HttpStatus status, String error, Try sent, PendingSignIn pending, HttpServletRequest request) {
        ModelAndView page = page(sent.factor(), pending, request);
        page.setStatus(status);
        page.addObject("error", error);
        return page;
    }
}
