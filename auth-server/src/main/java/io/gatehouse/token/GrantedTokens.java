package io.gatehouse.token;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tokens of one token response (RFC 6749 section 5.1). */
public record GrantedTokens(
        String accessToken,
        Instant issuedAt,
        Instant expiresAt,
        Set<String> scopes,
        @Nullable String refreshToken,
        @Nullable String idToken,
        Basis basis) {

    /**
     * What the tokens rest on.
     *
     * @param grant null for tokens of the client itself
     * @param leftOut the roles and permissions that the person holds and the access token does not say, by the rule of the
     *     client that left them out: {@code content}, {@code filter}, {@code most}
     */
    public record Basis(@Nullable Grant grant, Map<String, List<String>> leftOut) {

        public Basis {
            leftOut = Map.copyOf(leftOut);
        }
    }
}
