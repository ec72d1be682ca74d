package io.gatehouse.admin.acting;

import io.gatehouse.session.SessionService;
import io.gatehouse.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/** The way back: the session ends, and the administrator signs in anew. */
@Controller
final class ActingController {

    private final SessionService sessions;

    ActingController(SessionService sessions) {
        this.sessions = sessions;
    }

    @PostMapping(ActingGuard.END)
    ResponseEntity<Void> end(HttpServletRequest request, HttpServletResponse response) {
        if (request.getAttribute(ActingGuard.ATTRIBUTE) != null) {
            sessions.endCurrent(request, response);
        }
        return SeeOther.to("/sign-in?continue=%2Fadmin");
    }
}
