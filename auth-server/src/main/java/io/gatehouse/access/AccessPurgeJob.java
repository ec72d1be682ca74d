package io.gatehouse.access;

import java.time.Clock;
import java.time.Duration;
import org.springframework.scheduling.annotation.Scheduled;

/** Forgets what ended long ago; until then it explains why somebody may no longer do something. */
final class AccessPurgeJob {

    static final Duration KEEP = Duration.ofDays(90);

    private final JdbcAssignments assignments;
    private final Clock clock;

    AccessPurgeJob(JdbcAssignments assignments, Clock clock) {
        this.assignments = assignments;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT6H", initialDelayString = "PT5M")
    int purge() {
        return assignments.purge(clock.instant().minus(KEEP));
    }
}
