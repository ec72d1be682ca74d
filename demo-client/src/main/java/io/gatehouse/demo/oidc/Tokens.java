package io.gatehouse.demo.oidc;

import io.gatehouse.demo.wire.Answer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A token response (RFC 6749 section 5.1). */
public record Tokens(
        String access,
        @Nullable String refresh,
        @Nullable String id,
        @Nullable String scope,
        @Nullable Instant expiresAt) {

    static Tokens of(Answer answer, Instant now) {
        // RFC 6749 section 5.1: access_token and token_type are required; the type's case does not matter.
        String access =
                answer.member("access_token").filter(token -> !token.isBlank()).orElse(null);
        String type = answer.member("token_type").orElse("");
        if (access == null || !type.equalsIgnoreCase("Bearer")) {
            throw new OAuthException(answer.status(), "invalid_response", "The answer holds no bearer access token.");
        }
        JsonNode seconds = answer.json().path("expires_in");
        return new Tokens(
                access,
                answer.member("refresh_token").orElse(null),
                answer.member("id_token").orElse(null),
                answer.member("scope").orElse(null),
                seconds.isNumber() ? now.plusSeconds(seconds.asLong()) : null);
    }

    @Override
    public String toString() {
        return "Tokens[scope=" + scope + ", expiresAt=" + expiresAt + "]";
    }
}
