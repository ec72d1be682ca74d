package io.gatehouse.admin;

import io.gatehouse.access.Actor;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditChange;
import io.gatehouse.audit.AuditEntry;
import io.gatehouse.audit.AuditTarget;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.shared.AccountId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
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

    /** Adds what was done to a person. */
    public void person(AuditAction action, AccountId about, Map<String, String> facts) {
        AuditEntry entry = AuditEntry.of(action).account(about);
        facts.forEach(entry::detail);
        audit.record(entry);
    }

    /** Adds what was done to a thing. */
    public void thing(AuditAction action, String type, String id, Map<String, String> facts) {
        AuditEntry entry = AuditEntry.of(action).target(type, id);
        facts.forEach(entry::detail);
        audit.record(entry);
    }

    /** The facts, and who proposed and who approved where two answer for a change. */
    static Map<String, String> with(Actor actor, Map<String, String> facts) {
        AccountId second = actor.second();
        if (second == null) {
            return facts;
        }
        Map<String, String> all = new LinkedHashMap<>(facts);
        all.put("by", actor.name());
        all.put("approved_by", second.toString());
        return all;
    }

    /** Adds what of a thing was changed, and into what. */
    void changed(Actor actor, AuditAction action, AuditTarget target, AuditChange change) {
        AuditEntry entry =
                AuditEntry.of(action).target(target.type(), target.id()).change(change.before(), change.after());
        with(actor, Map.of()).forEach(entry::detail);
        audit.record(entry);
    }

    /** Makes unreadable what the trail says of a person, who is gone. */
    public void forget(AccountId person) {
        audit.depersonalize(person);
    }

    /** Adds that somebody was refused, whatever becomes of what they tried. */
    public void denied(String route, String permission) {
        audit.recordDenial(
                AuditEntry.of(AuditAction.ACCESS_DENIED).target("route", route).detail("permission", permission));
    }
}
