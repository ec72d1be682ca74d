package io.gatehouse.signin;

import io.gatehouse.session.SessionService;
import io.gatehouse.session.SsoSession;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import io.gatehouse.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Asks a signed-in person with which account to go on, when an application wants that ({@code prompt=select_account}, OpenID
 * Connect Core 3.1.2.1). The choice is written into the way back to that very request.
 */
@Controller
final class SelectAccountController {

    static final String PATH = "/select-account";

    private final SessionService sessions;
    private final Interactions interactions;

    SelectAccountController(SessionService sessions, Interactions interactions) {
        this.sessions = sessions;
        this.interactions = interactions;
    }

    @GetMapping(PATH)
    Object page(
            @RequestParam(name = "continue", defaultValue = "") String continueTo,
            HttpServletRequest request,
            Model model) {
        String wayBack = wayBack(continueTo);
        Optional<SsoSession> session = sessions.current(request);
        if (session.isEmpty()) {
            return SeeOther.to(Continuation.signInPath(wayBack));
        }
        Continuation.allowFormsToReachClient(wayBack, request);
        model.addAttribute("person", session.get());
        model.addAttribute("continueTo", wayBack);
        return "signin/select-account";
    }

    @PostMapping(PATH)
    ResponseEntity<Void> choose(
            @RequestParam(name = "continue", defaultValue = "") String continueTo,
            @RequestParam(defaultValue = "") String account,
            HttpServletRequest request) {
        String wayBack = wayBack(continueTo);
        Optional<SsoSession> session = sessions.current(request);
        if (session.isEmpty()) {
            return SeeOther.to(Continuation.signInPath(wayBack));
        }
        // the page may be older than the session: what counts is the account that it named
        return account.equals(session.get().accountId().toString())
                ? SeeOther.to(interactions.chosen(wayBack, session.get().sid()))
                : SeeOther.to(
                        "/sign-in?another=1&reauth=1&continue=" + URLEncoder.encode(wayBack, StandardCharsets.UTF_8));
    }

    private static String wayBack(String continueTo) {
        try {
            Interactions.query(continueTo);
            return Continuation.safe(continueTo).orElseThrow(IllegalArgumentException::new);
        } catch (IllegalArgumentException e) {
            throw new GatehouseException(
                    ErrorCode.INVALID_REQUEST, "choice of an account without a request to return to", e);
        }
    }
}
