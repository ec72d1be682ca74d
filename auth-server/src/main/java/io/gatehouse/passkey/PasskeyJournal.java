package io.gatehouse.passkey;

import io.gatehouse.account.EmailAddress;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.notification.SecurityNotices;
import io.gatehouse.shared.AccountId;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.transaction.support.TransactionOperations;

/** Writes down what happens to passkeys, in the transaction in which it happens, and tells the owner by mail. */
final class PasskeyJournal {

    private final AuditTrail audit;
    private final SecurityNotices notices;
    private final TransactionOperations transactions;

    PasskeyJournal(AuditTrail audit, SecurityNotices notices, TransactionOperations transactions) {
        this.audit = audit;
        this.notices = notices;
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
