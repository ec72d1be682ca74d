package io.gatehouse.demo.page;

import io.gatehouse.demo.oidc.IdTokenException;
import io.gatehouse.demo.oidc.OAuthException;
import io.gatehouse.demo.problem.ProblemException;
import io.gatehouse.demo.signin.ErrorCodes;
import io.gatehouse.demo.wire.UnreachableException;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Puts what went wrong in a flow into plain words. */
@ControllerAdvice
final class FailureAdvice {

    @ExceptionHandler
    ModelAndView unreachable(UnreachableException failure) {
        return page(new ProblemException(
                        503, "The other side does not answer", "Check that it runs, then go back and try again.")
                .quoting(String.valueOf(failure.getMessage())));
    }

    @ExceptionHandler
    ModelAndView refused(OAuthException failure) {
        return page(new ProblemException(502, "The provider refused", ErrorCodes.explanation(failure.code()))
                .quoting((failure.code() + " " + failure.description()).strip()));
    }

    @ExceptionHandler
    ModelAndView untrusted(IdTokenException failure) {
        return page(new ProblemException(
                        400,
                        "The ID token was not accepted",
                        "What came back does not prove who you are, so nobody was signed in and nothing was stored.")
                .quoting(String.valueOf(failure.getMessage())));
    }

    private static ModelAndView page(ProblemException problem) {
        ModelAndView view = new ModelAndView("problem", HttpStatusCode.valueOf(problem.status()));
        view.addObject("problem", problem);
        return view;
    }
}
