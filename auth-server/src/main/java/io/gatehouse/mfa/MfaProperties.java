package io.gatehouse.mfa;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What people may use besides their password.
 *
 * @param name what authenticator apps show as the name of this server
 * @param emailCodes whether people may use codes by e-mail
 * @param trustDays how long a browser can be trusted; 0 means not at all
 */
@ConfigurationProperties("gatehouse.mfa")
public record MfaProperties(
        @DefaultValue("Gatehouse") String name,
        @DefaultValue("true") boolean emailCodes,
        @DefaultValue("30") int trustDays) {

    private static final int MOST_DAYS = 400;

    public MfaProperties {
        if (name.isBlank() || name.contains(":")) {
            throw new IllegalArgumentException("gatehouse.mfa.name must be a name without a colon.");
        }
        if (trustDays < 0 || trustDays > MOST_DAYS) {
            throw new IllegalArgumentException(
                    "gatehouse.mfa.trust-days must be between 0 (off) and " + MOST_DAYS + ".");
        }
    }

    boolean trusts() {
        return trustDays > 0;
    }

    Duration trustFor() {
        return Duration.ofDays(trustDays);
    }
}
