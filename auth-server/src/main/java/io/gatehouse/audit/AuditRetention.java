package io.gatehouse.audit;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Removes old segments as a whole. That it happened is written into the trail first, or a verification would call it theft. */
final class AuditRetention {

    private final JdbcRetention table;
    private final JdbcPersonKeys keys;
    private final AuditTrail trail;
    private final AuditSealer sealer;
    private final Time time;

    AuditRetention(JdbcRetention table, JdbcPersonKeys keys, AuditTrail trail, AuditSealer sealer, Time time) {
        this.table = table;
        this.keys = keys;
        this.trail = trail;
        this.sealer = sealer;
        this.time = time;
    }

    /** How long, and what time it is. */
    record Time(AuditProperties properties, Clock clock) {}

    /** Removes what is due, at most a hundred segments; how many events that were. */
    long run() {
        Instant limit = time.clock().instant().minus(time.properties().keep());
        table.keep(time.properties().keep());
        keys.purgeAddresses(limit);
        List<JdbcRetention.Segment> due = table.olderThan(limit);
        if (due.isEmpty()) {
            return 0;
        }
        trail.record(AuditEntry.of(AuditAction.AUDIT_SEGMENT_REMOVED)
                .by(AuditActor.system())
                .target("segment", Long.toString(due.getLast().number()))
                .detail("through", Long.toString(due.getLast().lastPosition())));
        sealer.run();
        return due.stream().mapToLong(table::remove).sum();
    }
}
