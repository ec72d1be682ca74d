package io.gatehouse.admin.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Reads the body once, up to 64 KB; whatever is longer is refused before anybody looks at it. */
final class ApiBodyFilter extends OncePerRequestFilter {

    static final int LARGEST = 64 * 1024;

    private static final String BODY = ApiBodyFilter.class.getName();
    private static final byte[] EMPTY = new byte[0];

    private final Problems problems;

    ApiBodyFilter(Problems problems) {
        this.problems = problems;
    }

    static byte[] bodyOf(HttpServletRequest request) {
        return request.getAttribute(BODY) instanceof byte[] body ? body : EMPTY;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        byte[] body = request.getContentLengthLong() > LARGEST
                ? null
                : request.getInputStream().readNBytes(LARGEST + 1);
        if (body == null || body.length > LARGEST) {
            problems.write(
                    new ApiRefusal(413, "body_too_large", "A body may have at most 65536 bytes."), request, response);
            return;
        }
        request.setAttribute(BODY, body);
        chain.doFilter(request, response);
    }
}
