package io.gatehouse.demo.signin;

import io.gatehouse.demo.problem.ProblemException;
import io.gatehouse.demo.session.AppSession;
import io.gatehouse.demo.session.AppSessions;
import io.gatehouse.demo.settings.App;
import io.gatehouse.demo.settings.Apps;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Sign-in, callback and sign-out of both apps. */
@Controller
final class SignInController {

    // Where to go after sign-in is chosen from this list and never taken from the request.
    private static final Map<String, String> TARGETS = Map.of("notes", "/notes", "secret", "/notes/secret");

    private final Apps apps;
    private final SignInService signIn;
    private final SignOutService signOut;

    SignInController(Apps apps, SignInService signIn, SignOutService signOut) {
        this.apps = apps;
        this.signIn = signIn;
        this.signOut = signOut;
    }

    @GetMapping({"/sign-in", "/reports/sign-in"})
    String start(
            HttpServletRequest request,
            @RequestParam(name = "prompt", required = false) @Nullable String prompt,
            @RequestParam(name = "max_age", required = false) @Nullable String maxAge,
            @RequestParam(name = "acr_values", required = false) @Nullable String acrValues,
            @RequestParam(name = "login_hint", required = false) @Nullable String loginHint,
            @RequestParam(name = "next", defaultValue = "") String next) {
        App app = app(request);
        SignInOptions options = SignInOptions.of(prompt, maxAge, acrValues, loginHint);
        String target = app.equals(apps.notes()) ? TARGETS.getOrDefault(next, app.home()) : app.home();
        try {
            return "redirect:" + signIn.start(app, session(request), options, target);
        } catch (ProblemException problem) {
            throw problem.offering(request.getServletPath(), "Try again");
        }
    }

    @GetMapping({"/callback", "/reports/callback"})
    String callback(HttpServletRequest request) {
        String target = signIn.finish(app(request), session(request), Callback.of(request));
        // A session id that somebody planted before the sign-in is worth nothing after it.
        request.changeSessionId();
        return "redirect:" + target;
    }

    @PostMapping({"/sign-out", "/reports/sign-out"})
    String signOut(HttpServletRequest request) {
        return "redirect:" + signOut.signOut(app(request), session(request));
    }

    @GetMapping({"/signed-out", "/reports/signed-out"})
    String signedOut(
            HttpServletRequest request, @RequestParam(name = "state", defaultValue = "") String state, Model model) {
        App app = app(request);
        AppSession session = session(request);
        model.addAttribute("atProvider", signOut.signedOut(app, session, state));
        model.addAttribute("app", app);
        model.addAttribute("state", session);
        return "signed-out";
    }

    private App app(HttpServletRequest request) {
        return request.getServletPath().startsWith("/reports/") ? apps.reports() : apps.notes();
    }

    private AppSession session(HttpServletRequest request) {
        return AppSessions.of(request, app(request));
    }
}
