package io.gatehouse.passkey;

import io.gatehouse.account.EmailAddress;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.notification.SecurityNotices;
import io.gatehouse.shared.AccountId;
import io.gatehouse.signin.FactorsChanged;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.transaction.support.TransactionOperations;

/** Writes down what happens to passkeys, in the transaction in which it happens, and tells the owner by mail. */
final class PasskeyJournal {

    private static final Set<AuditAction> FACTOR_CHANGES =
            EnumSet.of(AuditAction.PASSKEY_ADDED, AuditAction.PASSKEY_REMOVED);

    private final AuditTrail audit;
    private final SecurityNotices notices;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transactions;

    PasskeyJournal(
            AuditTrail audit,
            SecurityNotices notices,
            ApplicationEventPublisher events,
            TransactionOperations transactions) {
        this.audit = audit;
        this.notices = notices;
        this.events = events;
        this.transactions = transactions;
    }

    boolean added(PasskeyOwner owner, Passkey passkey, BooleanSupplier change) {
        return changed(owner.account(), AuditAction.PASSKEY_ADDED, passkey.name(), owner.email(), change);
    }

    boolean removed(PasskeyOwner owner, BooleanSupplier change) {
        return changed(owner.account(), AuditAction.PASSKEY_REMOVED, "", owner.email(), change);
    }

    boolean renamed(PasskeyOwner owner, String name, BooleanSupplier change) {
        return changed(owner.account(), AuditAction.PASSKEY_RENAMED, name, null, change);
    }

    void cloned(Passkey passkey, String email) {
        changed(passkey.account(), AuditAction.PASSKEY_CLONED, passkey.name(), email, () -> true);
    }

    void refused(@Nullable AccountId account) {
        audit.record(AuditAction.FACTOR_REFUSED, account, Map.of("factor", PasskeyFactor.NAME));
    }

    private boolean changed(
            AccountId account, AuditAction action, String name, @Nullable String mailTo, BooleanSupplier change) {
        Boolean done = transactions.execute(status -> {
            if (!change.getAsBoolean()) {
                return false;
            }
            if (FACTOR_CHANGES.contains(action)) {
                events.publishEvent(new FactorsChanged(account));
            }
            audit.record(action, account, name.isEmpty() ? Map.of() : Map.of("name", name));
            if (mailTo != null) {
                String kind = action.code().replace('_', '-');
                notices.send(EmailAddress.parse(mailTo).deliverable(), kind, LocaleContextHolder.getLocale());
            }
            return true;
        });
        return Boolean.TRUE.equals(done);
    }
}
