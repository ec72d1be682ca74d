package io.gatehouse.client;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets assertions that have expired and so can't be replayed any more. */
@Component
class ReplayPurgeJob {

    private final JdbcReplays replays;
    private final Clock clock;

    ReplayPurgeJob(JdbcReplays replays, Clock clock) {
        this.replays = replays;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 10, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
    void purge() {
        replays.purge(clock.instant());
    }
}
