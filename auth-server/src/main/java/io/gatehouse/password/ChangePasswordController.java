package io.gatehouse.password;

import io.gatehouse.session.SessionService;
import io.gatehouse.session.SsoSession;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import io.gatehouse.throttle.Throttle;
import io.gatehouse.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The page on which a signed-in person changes their password. */
@Controller
final class ChangePasswordController {

    static final String PATH = "/account/password";

    private static final String VIEW = "password/change";

    private final PasswordChanges changes;
    private final PasswordService passwords;
    private final PasswordFields fields;
    private final SessionService sessions;
    private final PasswordThrottle throttle;

    ChangePasswordController(
            PasswordChanges changes,
            PasswordService passwords,
            PasswordFields fields,
            SessionService sessions,
            PasswordThrottle throttle) {
        this.throttle = throttle;
        this.changes = changes;
        this.passwords = passwords;
        this.fields = fields;
        this.sessions = sessions;
    }

    @GetMapping(PATH)
    ModelAndView form(@RequestParam(required = false) @Nullable String changed, HttpServletRequest request) {
        ModelAndView page = page(session(request), List.of(), HttpStatus.OK);
        page.addObject("changed", changed != null);
        return page;
    }

    @PostMapping(PATH)
    Object change(
            @RequestParam(defaultValue = "") String current,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(required = false) @Nullable String keep,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        SsoSession session = session(request);
        Throttle.Attempt attempt = throttle.guess(session.accountId(), request);
        if (attempt.blockedFor().isPresent()) {
            response.setHeader(
                    "Retry-After", Long.toString(attempt.blockedFor().get().toSeconds()));
            return problem(session, "password.change.throttled", HttpStatus.TOO_MANY_REQUESTS);
        }
        KeptAccess kept = keep == null ? KeptAccess.only(session.sid()) : KeptAccess.all();
        PasswordChanges.Outcome outcome = changes.change(session.accountId(), current, password, kept, locale);
        if (outcome instanceof PasswordChanges.WrongPassword) {
            throttle.wrong(session.accountId());
            return problem(session, "password.change.wrong", HttpStatus.BAD_REQUEST);
        }
        throttle.right(attempt);
        if (outcome instanceof PasswordChanges.Refused refused) {
            return page(session, refused.broken(), HttpStatus.BAD_REQUEST);
        }
        sessions.renewCookie(request, response);
        return SeeOther.to(PATH + "?changed");
    }

    private ModelAndView problem(SsoSession session, String messageKey, HttpStatus status) {
        return page(session, List.of(), status).addObject("problem", messageKey);
    }

    private ModelAndView page(SsoSession session, List<PasswordAdvice> broken, HttpStatus status) {
        ModelAndView page = new ModelAndView(VIEW, status);
        page.addObject("field", fields.show(changes.person(session.accountId()), broken));
        page.addObject("email", session.email());
        page.addObject("hasPassword", passwords.exists(session.accountId()));
        page.addObject("problem", "");
        page.addObject("changed", false);
        return page;
    }

    private SsoSession session(HttpServletRequest request) {
        return sessions.current(request)
                .orElseThrow(() -> new GatehouseException(ErrorCode.CONFLICT, "The session ended meanwhile"));
    }
}
