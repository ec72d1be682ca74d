package io.gatehouse.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A place of the chain and what stands there.
 *
 * @param event null when it is gone
 */
public record FeedEvent(long position, UUID id, @Nullable Facts event) {

    /**
     * What the event tells without anything personal: identifiers and codes, no address, no browser, no details.
     *
     * @param action its code; perhaps one that only a newer node knows
     * @param actorId of an account or client; null for everybody else
     */
    public record Facts(
            Instant at,
            String action,
            String outcome,
            String actorType,
            @Nullable String actorId,
            @Nullable UUID account,
            @Nullable AuditTarget target,
            @Nullable String clientId,
            @Nullable String requestId) {}

    static FeedEvent of(SealedRow row) {
        StoredEvent event = row.event();
        return new FeedEvent(row.position(), row.eventId(), event == null ? null : facts(event));
    }

    private static Facts facts(StoredEvent event) {
        String type = event.targetType();
        String id = event.targetId();
        boolean named = event.actorType().equals(AuditActor.Type.ACCOUNT.code())
                || event.actorType().equals(AuditActor.Type.CLIENT.code());
        return new Facts(
                event.at(),
                event.action(),
                event.outcome(),
                event.actorType(),
                named ? event.actorId() : null,
                event.account(),
                type == null || id == null ? null : new AuditTarget(type, id),
                event.clientId(),
                event.requestId());
    }
}
