package io.gatehouse.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

/** The one place that words errors: a page for browsers, a problem document (RFC 9457) for everything else. */
@Controller
@RequestMapping("/error")
final class PageErrorController implements ErrorController {

    private final PageHeaders headers;

    PageErrorController(PageHeaders headers) {
        this.headers = headers;
    }

    @RequestMapping(produces = MediaType.TEXT_HTML_VALUE)
    String page(HttpServletRequest request, HttpServletResponse response, Model model) {
        Failure failure = failure(request);
        headers.writeHeaders(request, response);
        response.setStatus(failure.status());
        model.addAttribute("kind", kind(failure.status()));
        model.addAttribute("requestId", request.getAttribute(RequestIdFilter.ATTRIBUTE));
        return "error";
    }

    @RequestMapping
    ResponseEntity<Map<String, Object>> problem(HttpServletRequest request) {
        Failure failure = failure(request);
        HttpStatus status = HttpStatus.resolve(failure.status());
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", status == null ? "Error" : status.getReasonPhrase());
        problem.put("status", failure.status());
        problem.put("code", failure.code());
        if (request.getAttribute(RequestIdFilter.ATTRIBUTE) instanceof String id) {
            problem.put("requestId", id);
        }
        return ResponseEntity.status(failure.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header("Cache-Control", "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .body(problem);
    }

    private static Failure failure(HttpServletRequest request) {
        if (request.getAttribute(Failure.ATTRIBUTE) instanceof Failure known) {
            return known;
        }
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown) {
            return Failure.of(thrown);
        }
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
                ? Failure.of(status)
                : Failure.of(HttpStatus.NOT_FOUND.value());
    }

    private static String kind(int status) {
        return switch (status) {
            case 403 -> "forbidden";
            case 404, 405 -> "missing";
            case 413 -> "large";
            case 429, 503 -> "busy";
            default -> status >= HttpStatus.INTERNAL_SERVER_ERROR.value() ? "broken" : "refused";
        };
    }
}
