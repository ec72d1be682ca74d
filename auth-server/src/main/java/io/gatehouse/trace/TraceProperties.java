package io.gatehouse.trace;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much is kept of what was decided about requests.
 *
 * @param keep for how long
 * @param most how many steps a server writes each time; more than that wait, and successes are left out
 * @param every how often they are written
 */
@ConfigurationProperties("gatehouse.trace")
public record TraceProperties(
        @DefaultValue("3d") Duration keep,
        @DefaultValue("50") int most,
        @DefaultValue("1s") Duration every) {

    private static final int LARGEST = 1_000;

    public TraceProperties {
        require(
                keep.compareTo(Duration.ofMinutes(10)) >= 0 && keep.compareTo(Duration.ofDays(30)) <= 0,
                "keep must be from 10m to 30d, for example 3d.");
        require(most >= 1 && most <= LARGEST, "most must be from 1 to " + LARGEST + ".");
        require(every.compareTo(Duration.ofMillis(100)) >= 0, "every must be at least 100ms, for example 1s.");
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw new IllegalArgumentException("gatehouse.trace." + sentence);
        }
    }
}
