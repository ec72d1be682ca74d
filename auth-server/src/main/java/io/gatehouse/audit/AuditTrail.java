package io.gatehouse.audit;

import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.UuidV7;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the trail and reads it back. A row joins the caller's transaction, so that there is no change without its row and no
 * row without its change; a refusal is written without one.
 */
public final class AuditTrail {

    private static final int MOST_RECENT = 200;

    private final JdbcAuditEvents events;
    private final AuditProperties properties;
    private final Clock clock;

    AuditTrail(JdbcAuditEvents events, AuditProperties properties, Clock clock) {
        this.events = events;
        this.properties = properties;
        this.clock = clock;
    }

    /** Adds what happened to an account; address, browser and request id come from the request being answered. */
    public void record(AuditAction action, @Nullable AccountId account) {
        record(action, account, Map.of());
    }

    /** The same with short facts. They must not contain a secret or what somebody typed into a wrong field. */
    public void record(AuditAction action, @Nullable AccountId account, Map<String, String> detail) {
        RequestFacts facts = RequestFacts.current();
        AuditEvent event = new AuditEvent(
                UuidV7.next(clock), clock.instant(), action, account, facts.address(), facts.userAgent(), detail);
        events.insert(event, facts.requestId());
    }

    /** The account's latest events, the newest first, at most 200. */
    public List<AuditEvent> recent(AccountId account, int limit) {
        return events.recent(account, Math.min(limit, MOST_RECENT));
    }

    /** Leaves of a deleted account's rows only what happened when, to which id. */
    public void depersonalize(AccountId account) {
        events.depersonalize(account);
    }

    int purge() {
        return events.purge(clock.instant().minus(properties.keep()));
    }
}
