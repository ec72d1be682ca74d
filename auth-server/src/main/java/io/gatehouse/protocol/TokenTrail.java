package io.gatehouse.protocol;

import io.gatehouse.trace.Step;
import io.gatehouse.trace.Traces;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

/** Notes token requests that were refused; the grants note those that were answered. */
final class TokenTrail {

    private final Traces traces;

    TokenTrail(Traces traces) {
        this.traces = traces;
    }

    /** The cause is what the answer keeps to itself: which grant, and what happened to it before. */
    void refused(HttpServletRequest request, AuthenticationException refusal) {
        Step step = Step.of(Step.Kind.TOKEN, Step.Outcome.REFUSED)
                .client(client(request))
                .fact("endpoint", request.getRequestURI())
                .fact("grant_type", request.getParameter("grant_type"))
                .fact("asked", request.getParameter("scope"));
        if (refusal instanceof OAuth2AuthenticationException known) {
            step.fact("error", known.getError().getErrorCode())
                    .fact("description", known.getError().getDescription());
        }
        Throwable cause = refusal.getCause();
        if (cause != null) {
            step.fact("cause", cause.getMessage());
        }
        traces.add(step);
    }

    /** Who the request says it is from (RFC 6749 section 2.3.1); whether it is, is another question. */
    private static @Nullable String client(HttpServletRequest request) {
        String named = request.getParameter("client_id");
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (named != null || header == null || !header.toLowerCase(Locale.ROOT).startsWith("basic ")) {
            return named;
        }
        try {
            String pair =
                    new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? null : URLDecoder.decode(pair.substring(0, colon), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
