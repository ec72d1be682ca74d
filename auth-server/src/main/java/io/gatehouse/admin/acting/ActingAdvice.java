package io.gatehouse.admin.acting;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Tells every page as whom the administrator acts, for the banner of the layouts. */
@ControllerAdvice(annotations = Controller.class)
final class ActingAdvice {

    @ModelAttribute("acting")
    @Nullable
    Object acting(HttpServletRequest request) {
        return request.getAttribute(ActingGuard.ATTRIBUTE);
    }
}
