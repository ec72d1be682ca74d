package io.gatehouse.registration;

import io.gatehouse.web.BrowserCookies;
import io.gatehouse.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The page behind the link of the activation mail. Opening it changes nothing, since mail scanners open links too. */
@Controller
@ConditionalOnBooleanProperty(name = "gatehouse.registration.enabled", matchIfMissing = true)
final class ActivationController {

    private final RegistrationService registration;
    private final BrowserCookies cookies;

    ActivationController(RegistrationService registration, BrowserCookies cookies) {
        this.registration = registration;
        this.cookies = cookies;
    }

    @GetMapping("/activate")
    ModelAndView look(@RequestParam(defaultValue = "") String token, HttpServletRequest request) {
        BrowserMark mark = mark(request);
        return registration
                .look(token)
                .map(live -> button(token, mark == null || !mark.made(live), ""))
                .orElseGet(ActivationController::dead);
    }

    @PostMapping("/activate")
    ModelAndView activate(
            @RequestParam(defaultValue = "") String token,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response) {
        Activation result = registration.activate(token, mark(request), password);
        return switch (result.outcome()) {
            case DONE -> {
                cookies.clear(response, BrowserMark.COOKIE);
                yield SeeOther.page(NextPage.path("/sign-in?activated", result.next()));
            }
            case LINK_DEAD -> dead();
            case PASSWORD_NEEDED -> button(token, true, "registration.activate.password.missing");
            case PASSWORD_WRONG -> button(token, true, "registration.activate.password.wrong");
        };
    }

    private @Nullable BrowserMark mark(HttpServletRequest request) {
        return cookies.read(request, BrowserMark.COOKIE).map(BrowserMark::new).orElse(null);
    }

    private static ModelAndView button(String token, boolean askPassword, String problem) {
        return new ModelAndView(
                "registration/activate",
                Map.of("token", token, "askPassword", askPassword, "problem", problem),
                problem.isEmpty() ? HttpStatus.OK : HttpStatus.BAD_REQUEST);
    }

    /** One page for forged, expired, replaced and used links. */
    private static ModelAndView dead() {
        return new ModelAndView("registration/link-dead", Map.of(), HttpStatus.BAD_REQUEST);
    }
}
