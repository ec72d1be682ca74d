package io.gatehouse.admin.console;

import java.util.List;
import org.springframework.ui.Model;

/**
 * The page that says what will happen before it does.
 *
 * @param what the middle of the messages {@code console.confirm.<what>.…}
 * @param name whom or what it happens to
 */
record Confirmation(String what, String name, String action, String back) {

    /** The view; the points are the last parts of the messages that say what will happen. */
    String page(List<String> points, Model model) {
        model.addAttribute("confirm", this);
        model.addAttribute(
                "points",
                points.stream()
                        .map(point -> "console.confirm." + what + "." + point)
                        .toList());
        return "console/confirm";
    }
}
