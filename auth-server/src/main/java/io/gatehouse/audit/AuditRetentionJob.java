package io.gatehouse.audit;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Removes segments that are older than the operator wants to keep. */
final class AuditRetentionJob {

    private static final Logger LOG = LoggerFactory.getLogger(AuditRetentionJob.class);

    private final AuditRetention retention;

    AuditRetentionJob(AuditRetention retention) {
        this.retention = retention;
    }

    @Scheduled(initialDelay = 30, fixedDelay = 6 * 60, timeUnit = TimeUnit.MINUTES)
    void remove() {
        long rows = retention.run();
        if (rows > 0) {
            LOG.info("Removed {} audit events that were older than the configured time", rows);
        }
    }
}
