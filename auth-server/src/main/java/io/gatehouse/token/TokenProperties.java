package io.gatehouse.token;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Lifetimes that are the server's own choice; those of access and refresh tokens belong to each client.
 *
 * @param codeLifetime how long an authorization code waits for its exchange (RFC 6749 section 4.1.2: at most 10 minutes)
 * @param idTokenLifetime how long an ID token may be accepted after it was made
 * @param refreshGrace how long a used refresh token still answers with its child, so that a lost answer locks nobody out
 * @param keepAfterExpiry how long expired grants stay, so that a replay is still recognised as one
 */
@ConfigurationProperties("gatehouse.token")
public record TokenProperties(
        @DefaultValue("60s") Duration codeLifetime,
        @DefaultValue("1h") Duration idTokenLifetime,
        @DefaultValue("60s") Duration refreshGrace,
        @DefaultValue("7d") Duration keepAfterExpiry) {

    public TokenProperties {
        if (codeLifetime.isNegative() || codeLifetime.isZero() || codeLifetime.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException("gatehouse.token.code-lifetime must be between 1s and 10m, but is "
                    + codeLifetime + ": RFC 6749 recommends at most ten minutes.");
        }
        if (refreshGrace.isNegative() || refreshGrace.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException(
                    "gatehouse.token.refresh-grace must be between 0s and 10m, but is " + refreshGrace + ".");
        }
    }
}
