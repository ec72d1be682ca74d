package io.gatehouse.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong with the trail, and where.
 *
 * @param position place in the chain, where there is one
 * @param event the event that stands or stood there
 * @param checkpoint number of the checkpoint that is concerned
 */
public record AuditFinding(
        @Nullable Long position,
        @Nullable UUID event,
        @Nullable Long checkpoint,
        String problem) {

    static AuditFinding at(SealedRow row, String problem) {
        return new AuditFinding(row.position(), row.eventId(), null, problem);
    }

    static AuditFinding from(long position, String problem) {
        return new AuditFinding(position, null, null, problem);
    }

    static AuditFinding of(AuditCheckpoint checkpoint, String problem) {
        return new AuditFinding(checkpoint.lastPosition(), null, checkpoint.number(), problem);
    }

    static AuditFinding event(UUID event, String problem) {
        return new AuditFinding(null, event, null, problem);
    }

    /** The place and the problem in one line. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder();
        if (checkpoint != null) {
            line.append("checkpoint ").append(checkpoint).append(", ");
        }
        if (position != null) {
            line.append("position ").append(position).append(", ");
        }
        if (event != null) {
            line.append("event ").append(event).append(", ");
        }
        line.setLength(Math.max(0, line.length() - 2));
        return line + ": " + problem;
    }
}
