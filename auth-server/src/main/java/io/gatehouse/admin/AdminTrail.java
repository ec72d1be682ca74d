package io.gatehouse.admin;

import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.shared.AccountId;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/** Changes and their rows in the trail, as one. */
public final class AdminTrail {

    private final AuditTrail audit;
    private final TransactionOperations transactions;

    AdminTrail(AuditTrail audit, TransactionOperations transactions) {
        this.audit = audit;
        this.transactions = transactions;
    }

    /** Does the work in one transaction, or in the one that is open. */
    public <T> T within(Supplier<T> work) {
        return Objects.requireNonNull(transactions.execute(status -> work.get()));
    }

    public void record(AuditAction action, @Nullable AccountId about, Map<String, String> detail) {
        audit.record(action, about, detail);
    }
}
