package io.gatehouse.signin;

import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.session.SessionService;
import io.gatehouse.session.SsoSession;
import io.gatehouse.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** The small page that shows who is signed in, and signing out. */
@Controller
final class HomeController {

    private final SessionService sessions;
    private final AuditTrail audit;

    HomeController(SessionService sessions, AuditTrail audit) {
        this.sessions = sessions;
        this.audit = audit;
    }

    @GetMapping("/")
    Object home(HttpServletRequest request, Model model) {
        Optional<SsoSession> session = sessions.current(request);
        if (session.isEmpty()) {
            return SeeOther.to("/sign-in");
        }
        model.addAttribute("person", session.get());
        return "signin/home";
    }

    @PostMapping("/sign-out")
    ResponseEntity<Void> signOut(HttpServletRequest request, HttpServletResponse response) {
        sessions.current(request).ifPresent(session -> audit.record(AuditAction.SIGN_OUT, session.accountId()));
        sessions.endCurrent(request, response);
        return SeeOther.to("/sign-in?signed_out");
    }
}
