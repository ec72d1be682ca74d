package io.gatehouse.session;

import io.gatehouse.account.CredentialsReset;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.notification.SecurityNotices;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What happens when a secret of a remembered browser is shown that was replaced long ago: either it or its successor is in the
 * wrong hands, and nobody can tell which. So everything ends, and the owner is told.
 */
final class StolenBrowsers {

    private static final Logger LOG = LoggerFactory.getLogger(StolenBrowsers.class);

    private final SessionService sessions;
    private final ApplicationEventPublisher events;
    private final SecurityNotices notices;
    private final AuditTrail audit;
    private final TransactionOperations transactions;

    StolenBrowsers(
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

    void stop(JdbcRememberedBrowsers.Series series, Locale locale) {
        transactions.executeWithoutResult(status -> {
            sessions.endAll(series.account());
            events.publishEvent(new CredentialsReset(series.account(), null));
            audit.record(AuditAction.REMEMBERED_BROWSER_STOLEN, series.account());
            notices.send(EmailAddress.parse(series.email()).deliverable(), "browser-stolen", locale);
        });
        LOG.warn("An old token of a remembered browser of account {} was used; its sessions ended", series.account());
    }
}
