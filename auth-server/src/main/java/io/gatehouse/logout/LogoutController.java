package io.gatehouse.logout;

import io.gatehouse.session.SessionService;
import io.gatehouse.session.SsoSession;
import io.gatehouse.shared.Endpoints;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import io.gatehouse.web.BrowserSecurity;
import io.gatehouse.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Logout that an application asks for (OpenID Connect RP-Initiated Logout 1.0). The ID token of the session is the proof that
 * replaces a question; without it a person decides on a page, since a mere link must not sign anybody out.
 */
@Controller
final class LogoutController {

    static final String CONFIRM = Endpoints.LOGOUT + "/confirm";
    static final String SIGNED_OUT = "/signed-out";

    private final LogoutService logout;
    private final SessionService sessions;

    LogoutController(LogoutService logout, SessionService sessions) {
        this.logout = logout;
        this.sessions = sessions;
    }

    @GetMapping(Endpoints.LOGOUT)
    Object end(HttpServletRequest http, HttpServletResponse response, Model model) {
        LogoutRequest request = parse(http);
        LogoutService.Checked checked = logout.check(request);
        Optional<SsoSession> session = sessions.current(http);
        if (session.isPresent() && !checked.speaksFor(session.get())) {
            model.addAttribute("request", request);
            model.addAttribute("clientName", checked.clientName());
            model.addAttribute("email", session.get().email());
            if (checked.redirect() != null) {
                BrowserSecurity.allowFormsToReach(http, checked.redirect());
            }
            return "logout/confirm";
        }
        sessions.endCurrent(http, response);
        return seeOther(checked.redirect());
    }

    /** A cross-site form post comes without the session cookie; the redirect to ourselves brings it back. */
    @PostMapping(Endpoints.LOGOUT)
    Object endByPost(HttpServletRequest http) {
        return seeOther(Endpoints.LOGOUT + "?" + parse(http).query());
    }

    @PostMapping(CONFIRM)
    Object confirmed(HttpServletRequest http, HttpServletResponse response) {
        LogoutService.Checked checked = logout.check(parse(http));
        sessions.endCurrent(http, response);
        return seeOther(checked.redirect());
    }

    @GetMapping(SIGNED_OUT)
    String signedOut() {
        return "logout/signed-out";
    }

    private static LogoutRequest parse(HttpServletRequest http) {
        try {
            return LogoutRequest.parse(http.getParameterMap());
        } catch (IllegalArgumentException e) {
            throw new GatehouseException(ErrorCode.INVALID_REQUEST, "malformed logout request", e);
        }
    }

    private static Object seeOther(@Nullable String location) {
        return SeeOther.to(location == null ? SIGNED_OUT : location);
    }
}
