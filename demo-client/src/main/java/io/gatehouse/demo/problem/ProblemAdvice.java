package io.gatehouse.demo.problem;

import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Shows a {@link ProblemException} as a page. */
@ControllerAdvice
final class ProblemAdvice {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ModelAndView show(ProblemException problem, HttpServletRequest request) {
        log.info("{} {}: {} {}", request.getMethod(), request.getRequestURI(), problem.status(), problem.title());
        ModelAndView view = new ModelAndView("problem", HttpStatusCode.valueOf(problem.status()));
        view.addObject("problem", problem);
        return view;
    }
}
