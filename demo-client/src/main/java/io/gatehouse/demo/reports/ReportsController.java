package io.gatehouse.demo.reports;

import io.gatehouse.demo.notes.NotesApi;
import io.gatehouse.demo.session.AppSession;
import io.gatehouse.demo.session.AppSessions;
import io.gatehouse.demo.settings.App;
import io.gatehouse.demo.settings.Apps;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page of the reports app: who is signed in to it, and how many notes they have. */
@Controller
final class ReportsController {

    private final App app;
    private final NotesApi notes;

    ReportsController(Apps apps, NotesApi notes) {
        this.app = apps.reports();
        this.notes = notes;
    }

    @GetMapping("/reports")
    String page(HttpServletRequest request, Model model) {
        AppSession session = AppSessions.of(request, app);
        model.addAttribute("app", app);
        model.addAttribute("state", session);
        if (session.signedIn().isPresent()) {
            model.addAttribute("count", counted(notes.list(app, session).size()));
            model.addAttribute("person", session.signedIn().orElse(null));
        }
        return "reports";
    }

    private static String counted(int notes) {
        return notes == NotesApi.MOST ? notes + " or more notes" : notes == 1 ? "1 note" : notes + " notes";
    }
}
