package io.gatehouse.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the trail is kept and how often it is signed.
 *
 * @param keep age at which a segment is removed
 * @param checkpointAfter how old the first event behind the newest checkpoint may become before the next one is signed
 * @param checkpointEvents how many events a segment holds at most
 */
@ConfigurationProperties("gatehouse.audit")
public record AuditProperties(
        @DefaultValue("400d") Duration keep,
        @DefaultValue("5m") Duration checkpointAfter,
        @DefaultValue("10000") int checkpointEvents) {

    private static final Duration SHORTEST = Duration.ofDays(1);
    private static final Duration LONGEST_OPEN = Duration.ofDays(1);
    private static final int LARGEST = 100_000;

    public AuditProperties {
        require(keep.compareTo(SHORTEST) >= 0, "keep must be at least one day, for example 400d.");
        require(
                checkpointAfter.compareTo(Duration.ofSeconds(1)) >= 0 && checkpointAfter.compareTo(LONGEST_OPEN) <= 0,
                "checkpoint-after must be from 1s to 1d, for example 5m.");
        require(
                checkpointEvents >= 1 && checkpointEvents <= LARGEST,
                "checkpoint-events must be from 1 to " + LARGEST + ".");
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw new IllegalArgumentException("gatehouse.audit." + sentence);
        }
    }
}
