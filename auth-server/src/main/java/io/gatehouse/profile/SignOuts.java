package io.gatehouse.profile;

import io.gatehouse.account.CredentialsReset;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.notification.SecurityNotices;
import io.gatehouse.session.SessionService;
import io.gatehouse.session.SsoSession;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionOperations;

/** Signs a person out in one browser, in all others, or everywhere; each in one transaction with its trail and its notice. */
final class SignOuts {

    private final SessionService sessions;
    private final ApplicationEventPublisher events;
    private final SecurityNotices notices;
    private final AuditTrail audit;
    private final TransactionOperations transactions;

    SignOuts(
            SessionService sessions,
            ApplicationEventPublisher events,
            SecurityNotices notices,
            AuditTrail audit,
            TransactionOperations transactions) {
        this.sessions = sessions;
        this.events = events;
        this.notices = notices;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** Ends one of the person's own sessions; anybody else's is as good as one that does not exist. */
    void one(SsoSession who, UUID sid) {
        transactions.executeWithoutResult(status -> {
            if (sessions.end(who.accountId(), sid)) {
                audit.record(AuditAction.SESSION_ENDED, who.accountId());
            }
        });
    }

    /** Ends all of the person's sessions but this one. */
    void others(SsoSession who, Locale locale) {
        transactions.executeWithoutResult(status -> {
            sessions.endOthers(who.accountId(), who.sid());
            audit.record(AuditAction.SIGN_OUT_EVERYWHERE, who.accountId(), Map.of("kept", "this browser"));
            tell(who, locale);
        });
    }

    /** Ends all of the person's sessions, and everything that apps got to go on without one. */
    void everywhere(SsoSession who, Locale locale) {
        transactions.executeWithoutResult(status -> {
            close(who);
            audit.record(AuditAction.SIGN_OUT_EVERYWHERE, who.accountId());
            tell(who, locale);
        });
    }

    /** The same as a part of something larger, which has a trail and a notice of its own. */
    void close(SsoSession who) {
        sessions.endAll(who.accountId());
        events.publishEvent(new CredentialsReset(who.accountId(), null));
    }

    private void tell(SsoSession who, Locale locale) {
        notices.send(EmailAddress.parse(who.email()).deliverable(), "signed-out", locale);
    }
}
