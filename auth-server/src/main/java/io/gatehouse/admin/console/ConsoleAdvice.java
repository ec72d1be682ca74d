package io.gatehouse.admin.console;

import io.gatehouse.access.FourEyesProperties;
import io.gatehouse.shared.GatehouseException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.ModelAndView;

/** What all pages of the console show, and a page that says why something was not done. */
@ControllerAdvice(basePackageClasses = ConsoleAdvice.class)
final class ConsoleAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleAdvice.class);

    private final FourEyesProperties fourEyes;

    ConsoleAdvice(FourEyesProperties fourEyes) {
        this.fourEyes = fourEyes;
    }

    /** Whether forms ask for a reason, which the second administrator reads. */
    @ModelAttribute("askReason")
    boolean askReason() {
        return fourEyes.on();
    }

    @ModelAttribute("rail")
    List<Section.Link> rail(HttpServletRequest request) {
        return Viewer.of(request)
                .map(viewer -> Section.of(viewer, fourEyes.on()))
                .orElse(List.of());
    }

    @ModelAttribute("who")
    String who(HttpServletRequest request) {
        return Viewer.of(request).map(viewer -> viewer.session().displayName()).orElse("");
    }

    @ModelAttribute("done")
    @Nullable
    String done(HttpServletRequest request) {
        return Done.message(request.getParameter("done"));
    }

    /** Whoever was let in is told why a change was refused; all else goes the way of every failure. */
    @ExceptionHandler
    ModelAndView refused(GatehouseException refusal, HttpServletRequest request, HttpServletResponse response) {
        Viewer viewer = Viewer.of(request).orElseThrow(() -> refusal);
        if (!HttpMethod.POST.matches(request.getMethod()) || refusal.code().status() >= 500) {
            throw refusal;
        }
        LOG.info("{} {} refused: {}", request.getMethod(), request.getRequestURI(), refusal.getMessage());
        response.setStatus(refusal.code().status());
        return new ModelAndView(
                "console/refused",
                Map.of(
                        "reason",
                        "console.refused." + refusal.code().name(),
                        "rail",
                        Section.of(viewer, fourEyes.on()),
                        "who",
                        viewer.session().displayName(),
                        "languages",
                        List.of()));
    }
}
