package io.gatehouse.database;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers 503 with {@code Retry-After} (RFC 9110 section 10.2.3) while the database is away. */
final class DatabaseUnavailableFilter extends OncePerRequestFilter {

    /** The error code of RFC 6749 section 4.1.2.1. */
    private static final String JSON = "{\"error\":\"temporarily_unavailable\","
            + "\"error_description\":\"The server cannot reach its database. Try again in a few seconds.\"}";

    private static final String HTML = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>Please try again in a moment</title>
            </head>
            <body>
            <main>
            <h1>Please try again in a moment</h1>
            <p>Something that this server needs is not there right now. Nothing was lost. Wait a few seconds and load the page again.</p>
            </main>
            </body>
            </html>
            """;

    private final LossLog losses = new LossLog("requests are answered with 503");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | IOException | RuntimeException e) {
            if (response.isCommitted() || !ConnectionLoss.in(e)) {
                throw e;
            }
            losses.warn(e);
            answer(request, response);
        }
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean json = wantsJson(request);
        byte[] body = (json ? JSON : HTML).getBytes(StandardCharsets.UTF_8);
        response.resetBuffer();
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader(HttpHeaders.RETRY_AFTER, "5");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType(json ? "application/json" : "text/html;charset=UTF-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static boolean wantsJson(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.ACCEPT);
        String accept = header == null ? "" : header.toLowerCase(Locale.ROOT);
        if (accept.contains("text/html")) {
            return false;
        }
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return accept.contains("json") || path.startsWith("/oauth2/");
    }
}
