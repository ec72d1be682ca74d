package io.gatehouse.admin.console;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page of the console. */
@Controller
final class ConsoleHomeController {

    @GetMapping("/admin")
    @NeedsAnything
    String home() {
        return "console/home";
    }
}
