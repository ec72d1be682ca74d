package io.gatehouse.signin;

import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;

/** Deletes sign-ins that nobody finished. */
final class PendingPurgeJob {

    private final PendingSignIns pendings;

    PendingPurgeJob(PendingSignIns pendings) {
        this.pendings = pendings;
    }

    @Scheduled(initialDelay = 5, fixedDelay = 15, timeUnit = TimeUnit.MINUTES)
    void purge() {
        pendings.purge();
    }
}
