package io.gatehouse.session;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long people stay signed in.
 *
 * @param idle after this time without use a session is over
 * @param lifetime after this time a session is over in any case
 * @param keep how long the row of a session that is over stays
 */
@ConfigurationProperties("gatehouse.session")
public record SessionProperties(
        @DefaultValue("2h") Duration idle,
        @DefaultValue("12h") Duration lifetime,
        @DefaultValue("1d") Duration keep) {

    private static final Duration SHORTEST_IDLE = Duration.ofMinutes(2);

    public SessionProperties {
        if (idle.compareTo(SHORTEST_IDLE) < 0 || lifetime.compareTo(idle) < 0 || keep.isNegative()) {
            throw new IllegalArgumentException(
                    "gatehouse.session: idle must be at least 2 minutes, lifetime at least as"
                            + " long as idle, and keep not negative.");
        }
    }
}
