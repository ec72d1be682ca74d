package io.gatehouse.registration;

import io.gatehouse.account.AccountService;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;

/** Deletes accounts that nobody activated, invitations that are long over, and marks that are no longer needed. */
final class RegistrationPurgeJob {

    private static final Logger LOG = LoggerFactory.getLogger(RegistrationPurgeJob.class);

    /** How long one can still see what became of an invitation. */
    static final Duration INVITATIONS_KEPT = Duration.ofDays(90);

    private final AccountService accounts;
    private final Activations activations;
    private final JdbcInvitations invitations;
    private final Duration pendingLifetime;
    private final Clock clock;

    RegistrationPurgeJob(
            AccountService accounts,
            Activations activations,
            JdbcInvitations invitations,
            Duration pendingLifetime,
            Clock clock) {
        this.accounts = accounts;
        this.activations = activations;
        this.invitations = invitations;
        this.pendingLifetime = pendingLifetime;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1H")
    void run() {
        try {
            purge();
        } catch (DataAccessException e) {
            LOG.warn("Accounts that were never activated could not be deleted: {}", e.toString());
        }
    }

    int purge() {
        activations.forgetOldMails();
        invitations.purge(clock.instant().minus(INVITATIONS_KEPT));
        int gone = accounts.purgePending(clock.instant().minus(pendingLifetime));
        if (gone > 0) {
            LOG.info("Deleted {} accounts that were never activated", gone);
        }
        return gone;
    }
}
