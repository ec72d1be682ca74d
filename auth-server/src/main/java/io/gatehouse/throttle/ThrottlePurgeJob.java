package io.gatehouse.throttle;

import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;

/** Deletes counters whose window is over. */
final class ThrottlePurgeJob {

    private final Throttle throttle;

    ThrottlePurgeJob(Throttle throttle) {
        this.throttle = throttle;
    }

    @Scheduled(initialDelay = 5, fixedDelay = 15, timeUnit = TimeUnit.MINUTES)
    void purge() {
        throttle.purge();
    }
}
