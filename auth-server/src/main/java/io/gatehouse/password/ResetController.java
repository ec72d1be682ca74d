package io.gatehouse.password;

import io.gatehouse.account.EmailAddress;
import io.gatehouse.throttle.Door;
import io.gatehouse.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The pages for a forgotten password: ask for a link, open it, choose a new one. No GET changes anything. */
@Controller
final class ResetController {

    static final String PATH = "/reset-password";
    static final String NEW = PATH + "/new";

    private static final String SENT = PATH + "/sent";
    private static final String DONE = PATH + "/done";
    private static final int LONGEST_ECHO = 254;

    private final PasswordResets resets;
    private final PasswordFields fields;
    private final PasswordThrottle throttle;

    ResetController(PasswordResets resets, PasswordFields fields, PasswordThrottle throttle) {
        this.throttle = throttle;
        this.resets = resets;
        this.fields = fields;
    }

    @GetMapping(PATH)
    ModelAndView ask(
            @RequestParam(name = "login_hint", defaultValue = "") String hint,
            @RequestParam(name = "continue", defaultValue = "") String next) {
        return askPage(hint, next, "", HttpStatus.OK);
    }

    @PostMapping(PATH)
    Object send(
            @RequestParam(defaultValue = "") String email,
            @RequestParam(name = "continue", defaultValue = "") String next,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        Optional<Duration> wait = throttle.request(Door.RESET, request);
        if (wait.isPresent()) {
            response.setHeader("Retry-After", Long.toString(wait.get().toSeconds()));
            return askPage(email, next, "password.reset.throttled", HttpStatus.TOO_MANY_REQUESTS);
        }
        Optional<EmailAddress> address = parse(email);
        if (address.isEmpty()) {
            return askPage(email, next, "password.reset.email.invalid", HttpStatus.BAD_REQUEST);
        }
        resets.request(address.get(), WayOn.safe(next), locale);
        return SeeOther.to(WayOn.with(SENT, WayOn.safe(next)));
    }

    @GetMapping(SENT)
    ModelAndView sent(@RequestParam(name = "continue", defaultValue = "") String next) {
        return new ModelAndView("password/reset-sent", Map.of("signIn", WayOn.with("/sign-in", WayOn.safe(next))));
    }

    @GetMapping(NEW)
    ModelAndView form(@RequestParam(defaultValue = "") String token, HttpServletResponse response) {
        hideAddress(response);
        return resets.look(token)
                .map(person -> form(token, person, List.of(), HttpStatus.OK))
                .orElseGet(ResetController::dead);
    }

    @PostMapping(NEW)
    Object set(
            @RequestParam(defaultValue = "") String token,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(required = false) @Nullable String keep,
            HttpServletResponse response,
            Locale locale) {
        hideAddress(response);
        return switch (resets.redeem(token, password, keep != null, locale)) {
            case PasswordResets.Done done -> SeeOther.to(WayOn.with(DONE, done.continueTo()));
            case PasswordResets.Dead dead -> dead();
            case PasswordResets.Refused refused ->
                form(token, refused.person(), refused.broken(), HttpStatus.BAD_REQUEST);
        };
    }

    @GetMapping(DONE)
    ModelAndView done(@RequestParam(name = "continue", defaultValue = "") String next) {
        return new ModelAndView("password/reset-done", Map.of("signIn", WayOn.with("/sign-in", WayOn.safe(next))));
    }

    /** The address of the page holds the token: it must not travel in a Referer header, not even to ourselves. */
    private static void hideAddress(HttpServletResponse response) {
        response.setHeader("Referrer-Policy", "no-referrer");
    }

    private ModelAndView form(String token, PasswordPerson person, List<PasswordAdvice> broken, HttpStatus status) {
        return new ModelAndView(
                "password/reset-new",
                Map.of("token", token, "email", person.email(), "field", fields.show(person, broken)),
                status);
    }

    /** One page for forged, expired, replaced and used links. */
    private static ModelAndView dead() {
        return new ModelAndView("password/reset-dead", Map.of(), HttpStatus.BAD_REQUEST);
    }

    private static ModelAndView askPage(String email, String next, String problem, HttpStatus status) {
        String shown = email.substring(0, Math.min(email.length(), LONGEST_ECHO));
        return new ModelAndView(
                "password/reset-ask",
                Map.of("email", shown, "next", WayOn.safe(next).orElse(""), "problem", problem),
                status);
    }

    private static Optional<EmailAddress> parse(String email) {
        try {
            return Optional.of(EmailAddress.parse(email));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
