package io.gatehouse.password;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Links with which people who forgot their password set a new one.
 *
 * @param linkLifetime how long a link works
 * @param mailPause how long an account gets no second mail after one
 */
@ConfigurationProperties("gatehouse.password.reset")
record ResetProperties(
        @DefaultValue("30m") Duration linkLifetime,
        @DefaultValue("2m") Duration mailPause) {

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(24);

    ResetProperties {
        if (linkLifetime.compareTo(SHORTEST) < 0 || linkLifetime.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("gatehouse.password.reset.link-lifetime must be between 1m and 24h.");
        }
        if (mailPause.isNegative() || mailPause.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("gatehouse.password.reset.mail-pause must be between 0s and 24h.");
        }
    }
}
