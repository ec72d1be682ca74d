package io.gatehouse.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the trail is kept.
 *
 * @param keep age at which a row is deleted
 */
@ConfigurationProperties("gatehouse.audit")
public record AuditProperties(@DefaultValue("400d") Duration keep) {

    private static final Duration SHORTEST = Duration.ofDays(1);

    public AuditProperties {
        if (keep.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("gatehouse.audit.keep must be at least one day, for example 400d.");
        }
    }
}
