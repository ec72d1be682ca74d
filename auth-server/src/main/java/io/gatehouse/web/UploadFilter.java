package io.gatehouse.web;

import io.gatehouse.shared.Endpoints;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses bodies of parts before anybody looks at them, but for the few paths that take a file. */
final class UploadFilter extends OncePerRequestFilter {

    private static final Set<String> PROTOCOL =
            Set.of(Endpoints.TOKEN, Endpoints.INTROSPECT, Endpoints.REVOKE, Endpoints.USERINFO);

    private final Set<String> open;

    UploadFilter(Set<String> open) {
        this.open = Set.copyOf(open);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (type != null && type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/")) {
            if (!"POST".equals(request.getMethod()) || !open.contains(request.getRequestURI())) {
                response.sendError(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
                return;
            }
            Upload.expect(request);
        }
        chain.doFilter(request, response);
    }

    /** The protocol endpoints refuse it in words of their own (RFC 6749 section 5.2). */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return PROTOCOL.contains(request.getRequestURI());
    }
}
