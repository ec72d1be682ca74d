package io.gatehouse.audit;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Deletes rows that are older than the operator wants to keep. */
final class AuditPurgeJob {

    private static final Logger LOG = LoggerFactory.getLogger(AuditPurgeJob.class);

    private final AuditTrail trail;

    AuditPurgeJob(AuditTrail trail) {
        this.trail = trail;
    }

    @Scheduled(initialDelay = 30, fixedDelay = 6 * 60, timeUnit = TimeUnit.MINUTES)
    void purge() {
        int rows = trail.purge();
        if (rows > 0) {
            LOG.info("Deleted {} audit events that were older than the configured time", rows);
        }
    }
}
