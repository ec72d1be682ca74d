package io.gatehouse.webhook;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;

/** Removes old deliveries from the log, and former secrets that sign no more. */
final class WebhookPurgeJob {

    private static final int MOST_BATCHES = 100;

    private final JdbcDeliveries deliveries;
    private final JdbcEndpoints endpoints;
    private final Duration keep;
    private final Clock clock;

    WebhookPurgeJob(JdbcDeliveries deliveries, JdbcEndpoints endpoints, Duration keep, Clock clock) {
        this.deliveries = deliveries;
        this.endpoints = endpoints;
        this.keep = keep;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 5, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void purge() {
        endpoints.dropFormerSecrets(clock.instant());
        int batch = 0;
        while (batch++ < MOST_BATCHES && deliveries.purge(clock.instant().minus(keep)) > 0) {
            Thread.onSpinWait();
        }
    }
}
