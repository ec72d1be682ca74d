package io.gatehouse.client;

import java.time.Duration;

/** Which algorithms sign a client's tokens, how long the tokens live, and what they say of roles. */
public record TokenRules(
        String accessTokenAlgorithm,
        String idTokenAlgorithm,
        Duration accessTokenLifetime,
        Duration refreshTokenIdle,
        Duration refreshTokenMax,
        ClaimRules claims) {

    /** ES256 access tokens of five minutes, RS256 ID tokens, refresh tokens that last 30 idle days and 90 in all. */
    public static final TokenRules DEFAULT =
            new TokenRules("ES256", "RS256", Duration.ofMinutes(5), Duration.ofDays(30), Duration.ofDays(90));

    /** With the usual claims. */
    public TokenRules(
            String accessTokenAlgorithm,
            String idTokenAlgorithm,
            Duration accessTokenLifetime,
            Duration refreshTokenIdle,
            Duration refreshTokenMax) {
        this(
                accessTokenAlgorithm,
                idTokenAlgorithm,
                accessTokenLifetime,
                refreshTokenIdle,
                refreshTokenMax,
                ClaimRules.DEFAULT);
    }
}
