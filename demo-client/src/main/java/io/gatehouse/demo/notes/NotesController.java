package io.gatehouse.demo.notes;

import io.gatehouse.demo.problem.ProblemException;
import io.gatehouse.demo.session.AppSession;
import io.gatehouse.demo.session.AppSessions;
import io.gatehouse.demo.session.StepUp;
import io.gatehouse.demo.settings.App;
import io.gatehouse.demo.settings.Apps;
import io.gatehouse.demo.signin.SignInOptions;
import io.gatehouse.demo.signin.SignInService;
import io.gatehouse.demo.wire.Answer;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages of the notes app. */
@Controller
final class NotesController {

    private static final int LONGEST = 2_000;

    private final App app;
    private final NotesApi notes;
    private final SignInService signIn;

    NotesController(Apps apps, NotesApi notes, SignInService signIn) {
        this.app = apps.notes();
        this.notes = notes;
        this.signIn = signIn;
    }

    @GetMapping("/notes")
    String list(HttpServletRequest request, Model model) {
        AppSession session = session(request, model);
        if (session.signedIn().isPresent()) {
            model.addAttribute("notes", notes.list(app, session));
            model.addAttribute("person", session.signedIn().orElse(null));
        }
        return "notes";
    }

    @PostMapping("/notes")
    String add(HttpServletRequest request, @RequestParam(name = "text", defaultValue = "") String text, Model model) {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new ProblemException(400, "That is no note", "A note has between 1 and " + LONGEST + " characters.")
                    .offering("/notes", "Back to the notes");
        }
        notes.add(app, session(request, model), text.strip());
        model.asMap().clear();
        return "redirect:/notes";
    }

    /** The button posts here; after a step-up the callback comes here by GET. Both only read. */
    @RequestMapping(
            path = "/notes/secret",
            method = {RequestMethod.GET, RequestMethod.POST})
    String secret(HttpServletRequest request, Model model) {
        AppSession session = session(request, model);
        Answer answer = notes.secret(app, session);
        if (answer.ok()) {
            model.addAttribute("note", Note.of(answer.json()));
        } else {
            model.addAttribute("challenge", session.stepUp().orElseThrow());
        }
        return "secret";
    }

    /** Starts a sign-in with what the API asked for; the values come from the session, not from the page. */
    @PostMapping("/notes/step-up")
    String stepUp(HttpServletRequest request) {
        AppSession session = AppSessions.of(request, app);
        StepUp wanted = session.stepUp()
                .orElseThrow(() -> new ProblemException(
                                409, "Nothing asks for that", "The notes API has not asked for a stronger sign-in.")
                        .offering("/notes", "Back to the notes"));
        String acrValues = wanted.acrValues().isEmpty() ? null : String.join(" ", wanted.acrValues());
        return "redirect:"
                + signIn.start(
                        app, session, new SignInOptions(null, wanted.maxAge(), acrValues, null), "/notes/secret");
    }

    @GetMapping("/notes/statistics")
    String statistics(HttpServletRequest request, Model model) {
        Answer answer = notes.statistics(app, session(request, model));
        model.addAttribute("answer", answer);
        model.addAttribute(
                "refused", Challenge.of(answer.header("WWW-Authenticate")).error());
        return "statistics";
    }

    private AppSession session(HttpServletRequest request, Model model) {
        AppSession session = AppSessions.of(request, app);
        model.addAttribute("app", app);
        model.addAttribute("state", session);
        return session;
    }
}
