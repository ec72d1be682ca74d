package io.gatehouse.signin;

import io.gatehouse.account.Account;
import io.gatehouse.session.RememberedBrowsers;
import io.gatehouse.session.SessionService;
import io.gatehouse.session.SsoSession;
import io.gatehouse.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The sign-in page. */
@Controller
final class SignInController {

    private static final String VIEW = "signin/sign-in";
    private static final int LONGEST_HINT = 254;

    private final SignInService signIn;
    private final SignInFlow flow;
    private final SessionService sessions;
    private final StepUp stepUp;
    private final RememberedBrowsers remembered;

    SignInController(
            SignInService signIn,
            SignInFlow flow,
            SessionService sessions,
            StepUp stepUp,
            RememberedBrowsers remembered) {
        this.signIn = signIn;
        this.flow = flow;
        this.sessions = sessions;
        this.stepUp = stepUp;
        this.remembered = remembered;
    }

    /** What the page's query says. */
    record Query(
            @Nullable String login_hint,
            @Nullable String activated,
            @Nullable String signed_out,
            @Nullable String reauth,
            @Nullable String another,
            @Nullable String reason) {

        Optional<String> notice() {
            if (activated != null || "activated".equals(reason)) {
                return Optional.of("signin.notice.activated");
            }
            if (signed_out != null || "signed_out".equals(reason)) {
                return Optional.of("signin.notice.signed-out");
            }
            return reauth != null && another == null ? Optional.of("signin.notice.reauth") : Optional.empty();
        }

        /** The address to start with: the person's own if they sign in again, what the application knows otherwise. */
        String address(Optional<SsoSession> session) {
            String hint = login_hint == null || login_hint.length() > LONGEST_HINT ? "" : login_hint;
            return another == null ? session.map(SsoSession::email).orElse(hint) : "";
        }
    }

    /** What the form carries besides the credentials. */
    record Purpose(
            @Nullable String reauth,
            @Nullable String step_up,
            @Nullable String remember) {

        PendingSignIn.Goal goal() {
            return new PendingSignIn.Goal("mfa".equals(step_up), reauth != null, remember != null);
        }
    }

    @GetMapping("/sign-in")
    Object page(
            Query query,
            Purpose purpose,
            @RequestParam(name = "continue", required = false) @Nullable String continueTo,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Optional<String> place = Continuation.safe(continueTo);
        Optional<SsoSession> session = sessions.current(request);
        if (session.isPresent() && purpose.reauth() == null) {
            boolean enough = !purpose.goal().multiFactor() || session.get().multiFactor();
            return SeeOther.to(enough ? place.orElse("/") : stepUp.begin(session.get(), place, request, response));
        }
        query.notice().ifPresent(notice -> model.addAttribute("notice", notice));
        model.addAttribute("email", query.address(session));
        return form(place, purpose, request, model);
    }

    @PostMapping("/sign-in")
    Object signIn(
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            Purpose purpose,
            @RequestParam(name = "continue", required = false) @Nullable String continueTo,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return switch (signIn.attempt(email, password, request)) {
            case SignInService.Accepted(Account account) ->
                SeeOther.to(flow.identified(
                        new FirstFactor(
                                account.id(), account.email().value(), List.of("pwd"), purpose.goal(), continueTo),
                        request,
                        response));
            case SignInService.Refused refused -> {
                model.addAttribute("error", "signin.error.refused");
                yield again(HttpStatus.UNAUTHORIZED, email, continueTo, purpose, request, model);
            }
            case SignInService.Throttled(Duration retryAfter) -> {
                response.setHeader("Retry-After", Long.toString(retryAfter.toSeconds()));
                model.addAttribute("error", "signin.error.throttled");
                yield again(HttpStatus.TOO_MANY_REQUESTS, email, continueTo, purpose, request, model);
            }
        };
    }

    private ModelAndView again(
            HttpStatus status,
            String email,
            @Nullable String continueTo,
            Purpose purpose,
            HttpServletRequest request,
            Model model) {
        model.addAttribute("email", email.length() > LONGEST_HINT ? "" : email);
        String view = form(Continuation.safe(continueTo), purpose, request, model);
        ModelAndView page = new ModelAndView(view, model.asMap());
        page.setStatus(status);
        return page;
    }

    private String form(Optional<String> place, Purpose purpose, HttpServletRequest request, Model model) {
        model.addAttribute("goal", purpose.goal());
        model.addAttribute(
                "rememberable", remembered.offered() && !purpose.goal().again());
        place.ifPresent(path -> model.addAttribute("continueTo", path));
        Continuation.allowFormsToReachClient(place.orElse(null), request);
        return VIEW;
    }
}
