package io.gatehouse.profile;

import io.gatehouse.access.AccessService;
import io.gatehouse.account.Account;
import io.gatehouse.account.AccountService;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.notification.SecurityNotices;
import io.gatehouse.session.SsoSession;
import io.gatehouse.shared.AccountId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Deleting an account in two steps. At once all sessions and all that apps hold end, and apps get nothing more; the person can
 * sign in and change their mind. When the time is over everything goes, and of the trail only what happened when is left.
 */
final class Deletions {

    private static final int BATCH = 100;

    private final AccountService accounts;
    private final SignOuts signOuts;
    private final Telling telling;
    private final Duration grace;
    private final Clock clock;

    Deletions(AccountService accounts, SignOuts signOuts, Telling telling, Duration grace, Clock clock) {
        this.accounts = accounts;
        this.signOuts = signOuts;
        this.telling = telling;
        this.grace = grace;
        this.clock = clock;
    }

    /** Everybody who learns of it, in its transaction. */
    record Telling(
            ProfileMails mails,
            SecurityNotices notices,
            AuditTrail audit,
            AccessService access,
            TransactionOperations transactions) {}

    Duration grace() {
        return grace;
    }

    /** When the account will be deleted, if the person asked for it. */
    Optional<Instant> due(AccountId account) {
        return accounts.deletionDue(account);
    }

    /** The last administrator can't leave. */
    void request(SsoSession who, Locale locale) {
        telling.access().keepAnAdministrator(() -> {
            boolean requested =
                    accounts.requestDeletion(who.accountId(), clock.instant().plus(grace));
            if (requested) {
                signOuts.close(who);
                telling.audit().record(AuditAction.ACCOUNT_DELETION_REQUESTED, who.accountId());
                telling.notices().send(address(who), "deletion-requested", locale);
            }
            return requested;
        });
    }

    void cancel(SsoSession who, Locale locale) {
        telling.transactions().executeWithoutResult(status -> {
            if (accounts.cancelDeletion(who.accountId())) {
                telling.audit().record(AuditAction.ACCOUNT_DELETION_CANCELLED, who.accountId());
                telling.notices().send(address(who), "deletion-cancelled", locale);
            }
        });
    }

    /** Deletes the accounts whose time is over; how many there were. */
    int purge() {
        int gone = 0;
        for (AccountId id : accounts.deletionsDue(BATCH)) {
            Boolean deleted = telling.transactions().execute(status -> delete(id));
            gone += Boolean.TRUE.equals(deleted) ? 1 : 0;
        }
        return gone;
    }

    private boolean delete(AccountId id) {
        Optional<Account> account = accounts.find(id);
        if (account.isEmpty() || !accounts.deleteDue(id)) {
            return false;
        }
        telling.audit().depersonalize(id);
        telling.audit().record(AuditAction.ACCOUNT_DELETED, id);
        telling.mails().deleted(account.get().email(), locale(account.get()));
        return true;
    }

    private static Locale locale(Account account) {
        return account.profile().claims().get("locale") instanceof String tag
                ? Locale.forLanguageTag(tag)
                : Locale.ENGLISH;
    }

    private static String address(SsoSession who) {
        return EmailAddress.parse(who.email()).deliverable();
    }
}
