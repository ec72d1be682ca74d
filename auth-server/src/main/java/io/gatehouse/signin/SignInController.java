package io.gatehouse.signin;

import io.gatehouse.session.SessionService;
import io.gatehouse.session.SsoSession;
import io.gatehouse.web.BrowserSecurity;
import io.gatehouse.web.ClientAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The sign-in page, signing out, and the small page that shows who is signed in. */
@Controller
final class SignInController {

    private static final String VIEW = "signin/sign-in";
    private static final int LONGEST_HINT = 254;

    private final SignInService signIn;
    private final SessionService sessions;

    SignInController(SignInService signIn, SessionService sessions) {
        this.signIn = signIn;
        this.sessions = sessions;
    }

    /** What the page's query says. */
    record Query(
            @Nullable String login_hint,
            @Nullable String activated,
            @Nullable String signed_out,
            @Nullable String reauth,
            @Nullable String reason) {

        Optional<String> notice() {
            if (activated != null || "activated".equals(reason)) {
                return Optional.of("signin.notice.activated");
            }
            if (signed_out != null || "signed_out".equals(reason)) {
                return Optional.of("signin.notice.signed-out");
            }
            return reauth != null ? Optional.of("signin.notice.reauth") : Optional.empty();
        }
    }

    @GetMapping("/sign-in")
    Object page(
            Query query,
            @RequestParam(name = "continue", required = false) @Nullable String continueTo,
            HttpServletRequest request,
            Model model) {
        Optional<String> place = Continuation.safe(continueTo);
        Optional<SsoSession> session = sessions.current(request);
        if (session.isPresent() && query.reauth() == null) {
            return seeOther(place.orElse("/"));
        }
        query.notice().ifPresent(notice -> model.addAttribute("notice", notice));
        String hint = query.login_hint() == null ? "" : query.login_hint();
        model.addAttribute("email", session.map(SsoSession::email).orElse(hint.length() > LONGEST_HINT ? "" : hint));
        return form(place, request, model);
    }

    @PostMapping("/sign-in")
    Object signIn(
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(name = "continue", required = false) @Nullable String continueTo,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Optional<String> place = Continuation.safe(continueTo);
        SignInService.Outcome outcome = signIn.attempt(email, password, ClientAddress.of(request));
        return switch (outcome) {
            case SignInService.Accepted accepted -> {
                sessions.start(accepted.account(), List.of("pwd"), request, response);
                yield seeOther(place.orElse("/"));
            }
            case SignInService.Refused refused -> {
                model.addAttribute("error", "signin.error.refused");
                yield again(HttpStatus.UNAUTHORIZED, email, place, request, model);
            }
            case SignInService.Throttled throttled -> {
                response.setHeader(
                        "Retry-After", Long.toString(throttled.retryAfter().toSeconds()));
                model.addAttribute("error", "signin.error.throttled");
                yield again(HttpStatus.TOO_MANY_REQUESTS, email, place, request, model);
            }
        };
    }

    @PostMapping("/sign-out")
    ResponseEntity<Void> signOut(HttpServletRequest request, HttpServletResponse response) {
        sessions.endCurrent(request, response);
        return seeOther("/sign-in?signed_out");
    }

    @GetMapping("/")
    Object home(HttpServletRequest request, Model model) {
        Optional<SsoSession> session = sessions.current(request);
        if (session.isEmpty()) {
            return seeOther("/sign-in");
        }
        model.addAttribute("person", session.get());
        return "signin/home";
    }

    private static ModelAndView again(
            HttpStatus status, String email, Optional<String> place, HttpServletRequest request, Model model) {
        model.addAttribute("email", email.length() > LONGEST_HINT ? "" : email);
        ModelAndView page = new ModelAndView(form(place, request, model), model.asMap());
        page.setStatus(status);
        return page;
    }

    private static String form(Optional<String> place, HttpServletRequest request, Model model) {
        place.ifPresent(path -> model.addAttribute("continueTo", path));
        place.filter(path -> path.startsWith(Continuation.AUTHORIZE))
                .ifPresent(path -> BrowserSecurity.allowFormsToReach(
                        request, Continuation.redirectUri(path).orElse(null)));
        return VIEW;
    }

    private static ResponseEntity<Void> seeOther(String path) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(path))
                .build();
    }
}
