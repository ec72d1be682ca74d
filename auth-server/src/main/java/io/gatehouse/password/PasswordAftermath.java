package io.gatehouse.password;

import io.gatehouse.account.Account;
import io.gatehouse.account.CredentialsReset;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.notification.SecurityNotices;
import io.gatehouse.session.SessionService;
import java.util.Locale;
import org.springframework.context.ApplicationEventPublisher;

/** What follows from a new password, inside the transaction that sets it: sessions and tokens end, the person is told. */
final class PasswordAftermath {

    private final SessionService sessions;
    private final ApplicationEventPublisher events;
    private final SecurityNotices notices;
    private final AuditTrail audit;

    PasswordAftermath(
            SessionService sessions, ApplicationEventPublisher events, SecurityNotices notices, AuditTrail audit) {
        this.sessions = sessions;
        this.events = events;
        this.notices = notices;
        this.audit = audit;
    }

    void follow(Account account, AuditAction action, KeptAccess kept, Locale locale) {
        audit.record(action, account.id());
        if (!kept.everything()) {
            close(account, kept);
        }
        notices.send(account.email().deliverable(), "password-changed", locale);
    }

    private void close(Account account, KeptAccess kept) {
        if (kept.session() == null) {
            sessions.endAll(account.id());
        } else {
            sessions.endOthers(account.id(), kept.session());
        }
        events.publishEvent(new CredentialsReset(account.id(), kept.session()));
    }
}
