package io.gatehouse.demo.tokens;

import io.gatehouse.demo.oidc.OAuthException;
import io.gatehouse.demo.oidc.TokenClient;
import io.gatehouse.demo.problem.ProblemException;
import io.gatehouse.demo.session.AppSession;
import io.gatehouse.demo.session.AppSessions;
import io.gatehouse.demo.session.Flow;
import io.gatehouse.demo.session.SignedIn;
import io.gatehouse.demo.settings.App;
import io.gatehouse.demo.settings.Apps;
import io.gatehouse.demo.signin.RefreshService;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows the tokens of the notes app and everything that can be done with them. */
@Controller
final class TokensController {

    private static final String PAGE = "redirect:/tokens";

    private final App app;
    private final TokenClient tokens;
    private final RefreshService refresh;

    TokensController(Apps apps, TokenClient tokens, RefreshService refresh) {
        this.app = apps.notes();
        this.tokens = tokens;
        this.refresh = refresh;
    }

    @GetMapping("/tokens")
    String page(HttpServletRequest request, Model model) {
        AppSession session = AppSessions.of(request, app);
        model.addAttribute("app", app);
        model.addAttribute("state", session);
        model.addAttribute("person", session.signedIn().orElse(null));
        return "tokens";
    }

    @PostMapping("/tokens/refresh")
    String refresh(HttpServletRequest request) {
        AppSession session = AppSessions.of(request, app);
        refresh.refresh(app, session, person(session), session.restart(Flow.REFRESH));
        return PAGE + "#latest";
    }

    @PostMapping("/tokens/userinfo")
    String userinfo(HttpServletRequest request) {
        AppSession session = AppSessions.of(request, app);
        tokens.userinfo(person(session).access(), session.restart(Flow.USERINFO));
        return PAGE + "#latest";
    }

    @PostMapping("/tokens/introspect")
    String introspect(
            HttpServletRequest request, @RequestParam(name = "kind", defaultValue = "access_token") String kind) {
        AppSession session = AppSessions.of(request, app);
        tokens.introspect(app, token(person(session), kind), kind, session.restart(Flow.INTROSPECTION));
        return PAGE + "#latest";
    }

    @PostMapping("/tokens/revoke")
    String revoke(HttpServletRequest request, @RequestParam(name = "kind", defaultValue = "access_token") String kind) {
        AppSession session = AppSessions.of(request, app);
        tokens.revoke(app, token(person(session), kind), kind, session.restart(Flow.REVOCATION));
        return PAGE + "#latest";
    }

    @GetMapping("/client-credentials")
    String clientCredentials(HttpServletRequest request, Model model) {
        model.addAttribute("app", app);
        model.addAttribute("state", AppSessions.of(request, app));
        return "client-credentials";
    }

    @PostMapping("/client-credentials")
    String getForTheApp(HttpServletRequest request) {
        try {
            tokens.clientCredentials(
                    app, "notes.read", AppSessions.of(request, app).restart(Flow.CLIENT_CREDENTIALS));
        } catch (OAuthException e) {
            // The page shows the refusal as what it is: the answer to this step.
        }
        return "redirect:/client-credentials#latest";
    }

    private static SignedIn person(AppSession session) {
        return session.signedIn()
                .orElseThrow(() -> new ProblemException(
                                403, "Nobody is signed in", "This needs the tokens of somebody who is signed in.")
                        .offering("/sign-in", "Sign in"));
    }

    private static String token(SignedIn person, String kind) {
        return switch (kind) {
            case "access_token" -> person.access();
            case "refresh_token" ->
                Optional.ofNullable(person.refresh())
                        .orElseThrow(() -> new ProblemException(
                                409, "There is no refresh token", "The provider did not give one to this app."));
            default ->
                throw new ProblemException(
                        400, "Unknown kind of token", "Choose the access token or the refresh token.");
        };
    }
}
