package io.gatehouse.session;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Deletes the rows of sessions that are long over, and of browsers that nobody used for long. */
final class SessionPurgeJob {

    private static final Logger LOG = LoggerFactory.getLogger(SessionPurgeJob.class);

    private final SessionService sessions;
    private final KnownDevices devices;
    private final RememberedBrowsers remembered;

    SessionPurgeJob(SessionService sessions, KnownDevices devices, RememberedBrowsers remembered) {
        this.sessions = sessions;
        this.devices = devices;
        this.remembered = remembered;
    }

    @Scheduled(initialDelay = 10, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void purge() {
        int over = sessions.purge();
        int unseen = devices.purge() + remembered.purge();
        if (over + unseen > 0) {
            LOG.info("Deleted {} sessions that were over and {} browsers that were long not seen", over, unseen);
        }
    }
}
