package io.gatehouse.password;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;

/** Deletes reset links that are over, and former passwords that the policy no longer asks about. */
final class PasswordPurgeJob {

    private static final Logger LOG = LoggerFactory.getLogger(PasswordPurgeJob.class);

    private final JdbcPasswordResets resets;
    private final JdbcPasswordChanges changes;
    private final PasswordPolicyProperties policy;
    private final ResetProperties reset;
    private final Clock clock;

    PasswordPurgeJob(
            JdbcPasswordResets resets,
            JdbcPasswordChanges changes,
            PasswordPolicyProperties policy,
            ResetProperties reset,
            Clock clock) {
        this.resets = resets;
        this.changes = changes;
        this.policy = policy;
        this.reset = reset;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 15, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void run() {
        try {
            purge();
        } catch (DataAccessException e) {
            LOG.warn("Old reset links and former passwords could not be deleted: {}", e.toString());
        }
    }

    int purge() {
        Duration longer =
                reset.linkLifetime().compareTo(reset.mailPause()) > 0 ? reset.linkLifetime() : reset.mailPause();
        Instant over = clock.instant().minus(longer.plus(Duration.ofMinutes(5)));
        return resets.purge(over) + changes.trimHistory(null, Math.max(0, policy.longestHistory() - 1));
    }
}
