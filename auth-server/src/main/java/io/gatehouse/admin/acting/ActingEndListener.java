package io.gatehouse.admin.acting;

import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditActor;
import io.gatehouse.audit.AuditEntry;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.session.SessionEnded;
import io.gatehouse.session.SessionService;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Records that an administrator no longer acts as somebody, however the session was ended. */
@Component
final class ActingEndListener {

    private final SessionService sessions;
    private final AuditTrail audit;

    ActingEndListener(SessionService sessions, AuditTrail audit) {
        this.sessions = sessions;
        this.audit = audit;
    }

    @EventListener
    void on(SessionEnded ended) {
        sessions.acting(ended.sid())
                .ifPresent(acting -> audit.record(AuditEntry.of(AuditAction.IMPERSONATION_ENDED)
                        .account(acting.person())
                        .by(AuditActor.account(acting.admin()))));
    }
}
