package io.gatehouse.admin.api;

import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets answers that nobody will ask for again. */
@Component
final class IdempotencyPurgeJob {

    private final Idempotency idempotency;

    IdempotencyPurgeJob(Idempotency idempotency) {
        this.idempotency = idempotency;
    }

    @Scheduled(initialDelay = 10, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void purge() {
        idempotency.purge();
    }
}
