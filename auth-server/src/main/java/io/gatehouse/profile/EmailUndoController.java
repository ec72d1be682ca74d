package io.gatehouse.profile;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The page behind the link in the mail to a former address. Opening it changes nothing, since mail scanners do so too. */
@Controller
final class EmailUndoController {

    private final EmailUndos undos;

    EmailUndoController(EmailUndos undos) {
        this.undos = undos;
    }

    @GetMapping(EmailUndos.PATH)
    ModelAndView look(@RequestParam(defaultValue = "") String token, HttpServletResponse response) {
        hideAddress(response);
        return undos.look(token)
                .map(email -> new ModelAndView("profile/email-restore", Map.of("token", token, "email", email)))
                .orElseGet(() -> ended("dead", HttpStatus.BAD_REQUEST));
    }

    @PostMapping(EmailUndos.PATH)
    ModelAndView undo(@RequestParam(defaultValue = "") String token, HttpServletResponse response, Locale locale) {
        hideAddress(response);
        return switch (undos.undo(token, locale)) {
            case DONE -> ended("done", HttpStatus.OK);
            case LINK_DEAD -> ended("dead", HttpStatus.BAD_REQUEST);
            case TAKEN -> ended("taken", HttpStatus.CONFLICT);
        };
    }

    /** The address of the page holds the token: it must not travel in a Referer header, not even to ourselves. */
    private static void hideAddress(HttpServletResponse response) {
        response.setHeader("Referrer-Policy", "no-referrer");
    }

    private static ModelAndView ended(String how, HttpStatus status) {
        return new ModelAndView("profile/email-restored", Map.of("how", how), status);
    }
}
