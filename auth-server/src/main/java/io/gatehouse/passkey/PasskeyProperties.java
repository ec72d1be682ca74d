package io.gatehouse.passkey;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Passkeys.
 *
 * @param rpId the domain that passkeys belong to (WebAuthn section 5.1.2): the issuer's host, which is the default, or a domain above
 *     it. People lose their passkeys when it changes
 * @param rpName the name that browsers and password managers show
 * @param challengeLifetime how long a person may take to answer
 */
@ConfigurationProperties("gatehouse.passkey")
public record PasskeyProperties(
        @Nullable String rpId,
        @DefaultValue("Gatehouse") String rpName,
        @DefaultValue("10m") Duration challengeLifetime) {

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    public PasskeyProperties {
        if (challengeLifetime.compareTo(SHORTEST) < 0 || challengeLifetime.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("gatehouse.passkey.challenge-lifetime must be between 1m and 1h.");
        }
    }
}
