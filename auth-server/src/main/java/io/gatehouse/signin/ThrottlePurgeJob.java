package io.gatehouse.signin;

import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;

/** Deletes counters whose window is over. */
final class ThrottlePurgeJob {

    private final SignInThrottle throttle;

    ThrottlePurgeJob(SignInThrottle throttle) {
        this.throttle = throttle;
    }

    @Scheduled(initialDelay = 5, fixedDelay = 15, timeUnit = TimeUnit.MINUTES)
    void purge() {
        throttle.purge();
    }
}
