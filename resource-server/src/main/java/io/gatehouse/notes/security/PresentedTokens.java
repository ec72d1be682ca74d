package io.gatehouse.notes.security;

import io.gatehouse.notes.NotesProperties;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;
import org.springframework.security.oauth2.server.resource.authentication.DPoPAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.authentication.DPoPAuthenticationConverter;

/** Takes the token out of the request: from one Authorization header, and from nowhere else. */
final class PresentedTokens {

    private final DefaultBearerTokenResolver bearer = new DefaultBearerTokenResolver();
    private final DPoPAuthenticationConverter proofOfPossession = new DPoPAuthenticationConverter();
    private final String baseUrl;

    PresentedTokens(NotesProperties properties) {
        this.baseUrl = properties.baseUrl();
    }

    @Nullable
    String bearerToken(HttpServletRequest request) {
        // RFC 9700 section 4.3.2: URLs end up in logs and histories, so a token in one is refused, not just ignored.
        String query = request.getQueryString();
        if (query != null
                && Arrays.stream(query.split("&")).anyMatch(parameter -> parameter.startsWith("access_token"))) {
            throw invalidRequest("A token in the URL");
        }
        // RFC 6750 section 2: one method of presenting a token per request.
        if (Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION)).size() > 1) {
            throw invalidRequest("More than one Authorization header");
        }
        return bearer.resolve(request);
    }

    /** RFC 9449 section 4.3: the proof must name this API's address as configured, whatever the Host header says. */
    @Nullable
    Authentication boundToken(HttpServletRequest request) {
        if (proofOfPossession.convert(request) instanceof DPoPAuthenticationToken presented) {
            return new DPoPAuthenticationToken(
                    presented.getAccessToken(),
                    presented.getDPoPProof(),
                    presented.getMethod(),
                    baseUrl + request.getRequestURI());
        }
        return null;
    }

    private static OAuth2AuthenticationException invalidRequest(String reason) {
        return new OAuth2AuthenticationException(BearerTokenErrors.invalidRequest(reason));
    }
}
