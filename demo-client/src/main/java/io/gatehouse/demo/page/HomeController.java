package io.gatehouse.demo.page;

import io.gatehouse.demo.session.AppSessions;
import io.gatehouse.demo.settings.Apps;
import io.gatehouse.demo.settings.DemoProperties;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The overview: what this is, who is signed in where, and a way into each flow. */
@Controller
final class HomeController {

    private final Apps apps;
    private final DemoProperties properties;

    HomeController(Apps apps, DemoProperties properties) {
        this.apps = apps;
        this.properties = properties;
    }

    @GetMapping("/")
    String page(HttpServletRequest request, Model model) {
        model.addAttribute(
                "notes", AppSessions.of(request, apps.notes()).signedIn().orElse(null));
        model.addAttribute(
                "reports", AppSessions.of(request, apps.reports()).signedIn().orElse(null));
        model.addAttribute("issuer", properties.issuer());
        return "home";
    }
}
