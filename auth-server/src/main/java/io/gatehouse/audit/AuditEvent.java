package io.gatehouse.audit;

import io.gatehouse.shared.AccountId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of the trail.
 *
 * @param account whom it happened to; null when the form named no account that exists
 * @param address from where, null when no request was the cause
 * @param userAgent the browser's own description, empty when it gave none
 * @param detail short facts such as the method of a sign-in; never a secret
 */
public record AuditEvent(
        UUID id,
        Instant at,
        AuditAction action,
        @Nullable AccountId account,
        @Nullable String address,
        String userAgent,
        Map<String, String> detail) {

    public AuditEvent {
        detail = Map.copyOf(detail);
    }
}
