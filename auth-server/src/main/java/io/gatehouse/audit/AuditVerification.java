package io.gatehouse.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a verification of the trail found.
 *
 * @param events rows that were checked
 * @param checkpoints number of the newest checkpoint
 * @param lastPosition the last place of the chain
 * @param open places behind the newest checkpoint, which no signature covers yet
 * @param waiting events that were written within the last moment and have no place yet
 * @param closedAt when the newest checkpoint was signed
 * @param problems how many things are wrong
 * @param findings the first thousand of them
 */
public record AuditVerification(
        long events,
        long checkpoints,
        long lastPosition,
        long open,
        long waiting,
        @Nullable Instant closedAt,
        long problems,
        List<AuditFinding> findings) {

    public boolean intact() {
        return problems == 0;
    }
}
