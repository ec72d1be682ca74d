package io.gatehouse.protocol;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import tools.jackson.databind.json.JsonMapper;

/** Writes token responses (RFC 6749 section 5.1): {@code expires_in} is the token's lifetime, whatever the hour. */
final class TokenResponses {

    private final JsonMapper json;

    TokenResponses(JsonMapper json) {
        this.json = json;
    }

    void write(HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        OAuth2AccessTokenAuthenticationToken tokens = (OAuth2AccessTokenAuthenticationToken) authentication;
        OAuth2AccessToken accessToken = tokens.getAccessToken();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("access_token", accessToken.getTokenValue());
        body.put("token_type", accessToken.getTokenType().getValue());
        Instant issued = accessToken.getIssuedAt();
        Instant expires = accessToken.getExpiresAt();
        if (issued != null && expires != null) {
            body.put("expires_in", Duration.between(issued, expires).toSeconds());
        }
        if (tokens.getRefreshToken() != null) {
            body.put("refresh_token", tokens.getRefreshToken().getTokenValue());
        }
        if (!accessToken.getScopes().isEmpty()) {
            body.put("scope", String.join(" ", accessToken.getScopes()));
        }
        body.putAll(tokens.getAdditionalParameters());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.PRAGMA, "no-cache");
        json.writeValue(response.getOutputStream(), body);
    }
}
