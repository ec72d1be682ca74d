package io.gatehouse.web;

import io.gatehouse.shared.ErrorCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/** Turns whatever escapes from filters and controllers into a status; the cause goes to the log and nowhere else. */
final class FailureFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(FailureFilter.class);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (RuntimeException | ServletException e) {
            answer(Failure.of(e), e, request, response);
        }
    }

    private static void answer(
            Failure failure, Exception cause, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (failure.code().equals(ErrorCode.OVERLOADED.name())) {
            // Expected under a flood, which a stack trace for each request would make worse.
            LOG.warn("{} {} was too much: {}", request.getMethod(), request.getRequestURI(), cause.getMessage());
        } else if (failure.status() >= HttpServletResponse.SC_INTERNAL_SERVER_ERROR) {
            LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), cause);
        } else {
            LOG.info("{} {} refused: {}", request.getMethod(), request.getRequestURI(), cause.toString());
        }
        if (response.isCommitted()) {
            return;
        }
        request.setAttribute(Failure.ATTRIBUTE, failure);
        if (failure.status() == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
            response.setHeader("Retry-After", "5");
        }
        response.sendError(failure.status());
    }
}
