package io.gatehouse.audit;

import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;

/** Seals what was committed, twice a second. */
final class AuditSealerJob {

    private final AuditSealer sealer;

    AuditSealerJob(AuditSealer sealer) {
        this.sealer = sealer;
    }

    @Scheduled(initialDelay = 1000, fixedDelay = 500, timeUnit = TimeUnit.MILLISECONDS)
    void seal() {
        sealer.run();
    }
}
