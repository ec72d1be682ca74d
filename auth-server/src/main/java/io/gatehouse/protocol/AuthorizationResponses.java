package io.gatehouse.protocol;

import io.gatehouse.shared.GatehouseProperties;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.web.util.UriUtils;

/** Sends the answer to an authorization request: a redirect with {@code iss} (RFC 9207), a page of ours, or an error page. */
final class AuthorizationResponses {

    private static final Logger LOG = LoggerFactory.getLogger(AuthorizationResponses.class);

    private final GatehouseProperties server;

    private final AuthorizationTrail trail;

    AuthorizationResponses(GatehouseProperties server, AuthorizationTrail trail) {
        this.server = server;
        this.trail = trail;
    }

    /** RFC 6749 section 4.1.2. */
    void success(HttpServletRequest request, HttpServletResponse response, Authentication authentication) {
        OAuth2AuthorizationCodeRequestAuthenticationToken answer =
                (OAuth2AuthorizationCodeRequestAuthenticationToken) authentication;
        Map<String, @Nullable String> parameters = new LinkedHashMap<>();
        parameters.put(
                "code",
                answer.getAuthorizationCode() == null
                        ? null
                        : answer.getAuthorizationCode().getTokenValue());
        trail.issued(answer);
        redirectToClient(response, answer, parameters);
    }

    /** RFC 6749 section 4.1.2.1, or the page that must come first. */
    void failure(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        if (exception instanceof InteractionRequiredException interaction) {
            trail.asked(interaction);
            seeOther(response, interaction.path());
            return;
        }
        OAuth2Error error = ((OAuth2AuthenticationException) exception).getError();
        OAuth2AuthorizationCodeRequestAuthenticationToken answer =
                exception instanceof OAuth2AuthorizationCodeRequestAuthenticationException e
                        ? e.getAuthorizationCodeRequestAuthentication()
                        : null;
        trail.refused(request, error, answer);
        LOG.info("Authorization request refused: {} {}", error.getErrorCode(), error.getDescription());
        if (answer == null || answer.getRedirectUri() == null) {
            request.setAttribute(AuthorizationResponses.class.getName(), error.getErrorCode());
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        Map<String, @Nullable String> parameters = new LinkedHashMap<>();
        parameters.put("error", error.getErrorCode());
        parameters.put("error_description", error.getDescription());
        redirectToClient(response, answer, parameters);
    }

    private void redirectToClient(
            HttpServletResponse response,
            OAuth2AuthorizationCodeRequestAuthenticationToken answer,
            Map<String, @Nullable String> parameters) {
        String redirectUri = answer.getRedirectUri();
        if (redirectUri == null) {
            throw new IllegalStateException("an answer without a redirect URI");
        }
        parameters.put("state", answer.getState());
        parameters.put("iss", server.issuer().toString());
        String query = parameters.entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .map(entry -> entry.getKey() + "=" + UriUtils.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        seeOther(response, redirectUri + (redirectUri.indexOf('?') < 0 ? "?" : "&") + query);
    }

    /** RFC 9700 section 4.12: 303, so that no browser repeats a POST with its body at another place. */
    private static void seeOther(HttpServletResponse response, String location) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader(HttpHeaders.LOCATION, location);
    }
}
