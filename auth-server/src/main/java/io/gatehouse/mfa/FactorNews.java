package io.gatehouse.mfa;

import io.gatehouse.account.AccountService;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.notification.SecurityNotices;
import io.gatehouse.shared.AccountId;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.springframework.transaction.support.TransactionOperations;

/** Makes a change and what has to be said about it in one transaction: a row of the audit trail, and a mail to the person. */
final class FactorNews {

    private final TransactionOperations transactions;
    private final AccountService accounts;
    private final AuditTrail audit;
    private final SecurityNotices notices;

    FactorNews(TransactionOperations transactions, AccountService accounts, AuditTrail audit, SecurityNotices notices) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.audit = audit;
        this.notices = notices;
    }

    /** Runs everything or nothing. Returns what the change returned. */
    boolean together(BooleanSupplier change) {
        return Boolean.TRUE.equals(transactions.execute(status -> change.getAsBoolean()));
    }

    void record(AuditAction action, AccountId account, Map<String, String> detail) {
        audit.record(action, account, detail);
    }

    /** Mails a notice of this kind. */
    void tell(AccountId account, String kind, Locale locale) {
        accounts.find(account).ifPresent(person -> notices.send(person.email().deliverable(), kind, locale));
    }
}
