package io.gatehouse.passkey;

import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;

/** Forgets used challenges that have expired. */
final class PasskeyPurgeJob {

    private final Challenges challenges;

    PasskeyPurgeJob(Challenges challenges) {
        this.challenges = challenges;
    }

    @Scheduled(initialDelay = 7, fixedDelay = 15, timeUnit = TimeUnit.MINUTES)
    void purge() {
        challenges.purge();
    }
}
