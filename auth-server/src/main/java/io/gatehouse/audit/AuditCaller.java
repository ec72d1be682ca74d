package io.gatehouse.audit;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is behind the request being answered, and how they proved it.
 *
 * @param sid the session, where there is one
 * @param clientId the app through which it was asked for
 * @param acr the authentication context class of the session or token
 * @param amr the factors that were shown (RFC 8176)
 */
public record AuditCaller(
        AuditActor actor,
        @Nullable UUID sid,
        @Nullable String clientId,
        @Nullable String acr,
        List<String> amr) {

    public AuditCaller {
        amr = List.copyOf(amr);
    }

    /** An actor of whom nothing more is known. */
    public static AuditCaller of(AuditActor actor) {
        return new AuditCaller(actor, null, null, null, List.of());
    }
}
