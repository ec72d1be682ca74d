package io.gatehouse.profile;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Deletes accounts whose time is over, and requests for another address that nobody confirmed. */
final class ProfilePurgeJob {

    private static final Logger LOG = LoggerFactory.getLogger(ProfilePurgeJob.class);

    private final Deletions deletions;
    private final EmailChanges changes;
    private final EmailUndos undos;
    private final Duration linkLifetime;

    ProfilePurgeJob(Deletions deletions, EmailChanges changes, EmailUndos undos, Duration linkLifetime) {
        this.deletions = deletions;
        this.changes = changes;
        this.undos = undos;
        this.linkLifetime = linkLifetime;
    }

    @Scheduled(initialDelay = 15, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void purge() {
        int accounts = deletions.purge();
        int requests = changes.purge(linkLifetime);
        undos.purge();
        if (accounts + requests > 0) {
            LOG.info("Deleted {} accounts as their people wished, and {} unconfirmed addresses", accounts, requests);
        }
    }
}
