package io.gatehouse.webhook;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How web-hooks are sent.
 *
 * @param timeout how long a receiver may take for its whole answer
 * @param concurrency how many requests a node has open at the same time
 * @param secretOverlap how long the former secret signs too after a rotation, unless the administrator says otherwise
 * @param disableAfter how long nothing may arrive before the server switches a web-hook off
 * @param keep age at which a delivery leaves the log
 */
@ConfigurationProperties("gatehouse.webhook")
public record WebhookProperties(
        @DefaultValue("5s") Duration timeout,
        @DefaultValue("8") int concurrency,
        @DefaultValue("24h") Duration secretOverlap,
        @DefaultValue("5d") Duration disableAfter,
        @DefaultValue("30d") Duration keep) {

    private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(30);
    private static final int MOST = 64;
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

    public WebhookProperties {
        require(
                timeout.compareTo(Duration.ofMillis(100)) >= 0 && timeout.compareTo(LONGEST_TIMEOUT) <= 0,
                "timeout must be from 100ms to 30s.");
        require(concurrency >= 1 && concurrency <= MOST, "concurrency must be from 1 to " + MOST + ".");
        require(
                !secretOverlap.isNegative() && secretOverlap.compareTo(LONGEST_OVERLAP) <= 0,
                "secret-overlap must be from 0s to 30d.");
        require(disableAfter.compareTo(Duration.ofHours(1)) >= 0, "disable-after must be at least 1h, for example 5d.");
        require(
                keep.compareTo(RetrySchedule.TOTAL) >= 0,
                "keep must be at least " + RetrySchedule.TOTAL.toDays() + "d, as long as deliveries are tried.");
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw new IllegalArgumentException("gatehouse.webhook." + sentence);
        }
    }
}
