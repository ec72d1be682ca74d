package io.gatehouse.token;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tokens of one token response (RFC 6749 section 5.1). */
public record GrantedTokens(
        String accessToken,
        Instant issuedAt,
        Instant expiresAt,
        Set<String> scopes,
        @Nullable String refreshToken,
        @Nullable String idToken) {}
