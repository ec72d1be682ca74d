package io.gatehouse.audit;

import io.gatehouse.shared.AccountId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of the trail, read back.
 *
 * @param caller who did it, with which session, client and factors
 * @param account whom it happened to; null when the form named no account that exists, or nobody was concerned
 * @param target to what else it was done
 * @param address from where, null when no request was the cause or it was erased
 * @param userAgent the browser's own description, empty when it gave none or it was erased
 * @param detail short facts such as the method of a sign-in; never a secret
 * @param erased whether fields of this row were encrypted under a key that is destroyed
 * @param unreadable what makes no sense any more, though its key is there: somebody laid hands on the database
 */
public record AuditEvent(
        UUID id,
        Instant at,
        AuditAction action,
        AuditOutcome outcome,
        AuditCaller caller,
        @Nullable AccountId account,
        @Nullable AuditTarget target,
        @Nullable String address,
        String userAgent,
        @Nullable String requestId,
        AuditChange change,
        Map<String, String> detail,
        boolean erased,
        Set<Part> unreadable) {

    public AuditEvent {
        detail = Map.copyOf(detail);
        unreadable = Set.copyOf(unreadable);
    }

    /** What is stored together, and lost together. */
    public enum Part {
        /** Address and browser. */
        ORIGIN,
        /** Details, before and after. */
        FACTS
    }

    public boolean unreadable(Part part) {
        return unreadable.contains(part);
    }
}
