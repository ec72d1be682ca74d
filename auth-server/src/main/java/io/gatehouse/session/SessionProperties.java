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
 * @param rememberFor how long a person who chooses to stay signed in does; zero means that nobody is offered to
 * @param networkMemory for how long a network that a person signed in from is not new to them; zero means that new networks
 *     are not told of
 */
@ConfigurationProperties("gatehouse.session")
public record SessionProperties(
        @DefaultValue("2h") Duration idle,
        @DefaultValue("12h") Duration lifetime,
        @DefaultValue("1d") Duration keep,
        @DefaultValue("30d") Duration rememberFor,
        @DefaultValue("90d") Duration networkMemory) {

    private static final Duration SHORTEST_IDLE = Duration.ofMinutes(2);
    /** Browsers keep no cookie for longer (RFC 6265bis section 5.5). */
    private static final Duration LONGEST_REMEMBER = Duration.ofDays(400);
    /** Then their rows are deleted. */
    private static final Duration LONGEST_MEMORY = Duration.ofDays(400);

    public SessionProperties {
        if (idle.compareTo(SHORTEST_IDLE) < 0 || lifetime.compareTo(idle) < 0 || keep.isNegative()) {
            throw new IllegalArgumentException(
                    "gatehouse.session: idle must be at least 2 minutes, lifetime at least as"
                            + " long as idle, and keep not negative.");
        }
        if (rememberFor.isNegative() || rememberFor.compareTo(LONGEST_REMEMBER) > 0) {
            throw new IllegalArgumentException(
                    "gatehouse.session.remember-for must be between 0s (never) and 400d, for example 30d.");
        }
        if (networkMemory.isNegative() || networkMemory.compareTo(LONGEST_MEMORY) > 0) {
            throw new IllegalArgumentException(
                    "gatehouse.session.network-memory must be between 0s (off) and 400d, for example 90d.");
        }
    }
}
