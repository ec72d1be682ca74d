package io.gatehouse.token;

import java.time.Clock;
import java.time.Instant;
import java.util.function.IntSupplier;
import org.springframework.scheduling.annotation.Scheduled;

/** Keeps the grant store as small as what is still alive. Safe on several nodes at once: rows in work are skipped. */
final class GrantPurgeJob {

    private static final int BATCH = 1_000;
    private static final int MAX_BATCHES = 100;

    private final JdbcGrantPurge purge;
    private final TokenProperties properties;
    private final Clock clock;

    GrantPurgeJob(JdbcGrantPurge purge, TokenProperties properties, Clock clock) {
        this.purge = purge;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    void purge() {
        Instant now = clock.instant();
        Instant before = now.minus(properties.keepAfterExpiry());
        inBatches(() -> purge.grants(before, BATCH));
        inBatches(() -> purge.refreshTokens(before, BATCH));
        inBatches(() -> purge.abandoned(now.minusSeconds(3600), BATCH));
        inBatches(() -> purge.revokedTokens(now, BATCH));
    }

    private static void inBatches(IntSupplier batch) {
        int full = 0;
        while (full < MAX_BATCHES && batch.getAsInt() == BATCH) {
            full++;
        }
    }
}
