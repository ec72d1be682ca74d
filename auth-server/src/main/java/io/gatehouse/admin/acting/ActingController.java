package io.gatehouse.admin.acting;

import io.gatehouse.session.SessionService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import org.springframework.http.HttpStatus;
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
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create("/sign-in?continue=%2Fadmin"))
                .build();
    }
}
