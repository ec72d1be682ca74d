package io.gatehouse.admin.acting;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether administrators may act as other people.
 *
 * @param impersonation off unless told
 * @param impersonationLifetime when such a session ends at the latest
 */
@ConfigurationProperties("gatehouse.admin")
public record ImpersonationProperties(
        @DefaultValue("false") boolean impersonation,
        @DefaultValue("30m") Duration impersonationLifetime) {

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(2);

    public ImpersonationProperties {
        if (impersonationLifetime.compareTo(SHORTEST) < 0 || impersonationLifetime.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "gatehouse.admin.impersonation-lifetime must be from 1m to 2h, for example 30m.");
        }
    }
}
