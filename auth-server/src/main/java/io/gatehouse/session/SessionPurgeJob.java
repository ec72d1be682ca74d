package io.gatehouse.session;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Deletes the rows of sessions that are long over. */
final class SessionPurgeJob {

    private static final Logger LOG = LoggerFactory.getLogger(SessionPurgeJob.class);

    private final SessionService sessions;

    SessionPurgeJob(SessionService sessions) {
        this.sessions = sessions;
    }

    @Scheduled(initialDelay = 10, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void purge() {
        int rows = sessions.purge();
        if (rows > 0) {
            LOG.info("Deleted {} sessions that were over", rows);
        }
    }
}
