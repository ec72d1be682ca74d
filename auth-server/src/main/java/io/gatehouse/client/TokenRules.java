package io.gatehouse.client;

import java.time.Duration;

/** Which algorithms sign a client's tokens and how long the tokens live. */
public record TokenRules(
        String accessTokenAlgorithm,
        String idTokenAlgorithm,
        Duration accessTokenLifetime,
        Duration refreshTokenIdle,
        Duration refreshTokenMax) {

    /** ES256 access tokens of five minutes, RS256 ID tokens, refresh tokens that last 30 idle days and 90 in all. */
    public static final TokenRules DEFAULT =
            new TokenRules("ES256", "RS256", Duration.ofMinutes(5), Duration.ofDays(30), Duration.ofDays(90));
}
