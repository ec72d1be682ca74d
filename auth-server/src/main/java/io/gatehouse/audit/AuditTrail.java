package io.gatehouse.audit;

import io.gatehouse.shared.AccountId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes the trail and reads it back. A row joins the caller's transaction, so that there is no change without its row and no
 * row without its change; a denial gets a transaction of its own and stays when the caller's is rolled back.
 */
public final class AuditTrail {

    private static final int MOST_RECENT = 200;

    private final JdbcAuditEvents events;
    private final JdbcPersonKeys keys;
    private final EventCodec codec;
    private final Callers callers;
    private final TransactionTemplate apart;

    AuditTrail(
            JdbcAuditEvents events,
            JdbcPersonKeys keys,
            EventCodec codec,
            Callers callers,
            PlatformTransactionManager transactions) {
        this.events = events;
        this.keys = keys;
        this.codec = codec;
        this.callers = callers;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Adds what happened to an account; who did it, address, browser and request id come from the request being answered. */
    public void record(AuditAction action, @Nullable AccountId account) {
        record(action, account, Map.of());
    }

    /**
     * The same with short facts, which count as personal. They must not contain a secret or what somebody typed into a wrong
     * field.
     */
    public void record(AuditAction action, @Nullable AccountId account, Map<String, String> detail) {
        AuditEntry entry = AuditEntry.of(action).account(account);
        detail.forEach(entry::personalDetail);
        record(entry);
    }

    /** Adds an entry to what the caller's transaction does. */
    public void record(AuditEntry entry) {
        RequestFacts facts = RequestFacts.current();
        AuditCaller known = entry.caller;
        AuditCaller caller = known == null ? callers.current(facts) : known;
        String address = facts.address();
        events.insert(
                codec.store(entry, caller, facts),
                address == null ? null : codec.addressHash(address),
                EventCodec.owner(caller, entry.account));
    }

    /** Adds many entries to what the caller's transaction does: the same rows as one by one, in few statements. */
    public void record(List<AuditEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        RequestFacts facts = RequestFacts.current();
        AuditCaller current = callers.current(facts);
        Function<AuditEntry, AuditCaller> callerOf = entry -> entry.caller == null ? current : entry.caller;
        String address = facts.address();
        byte[] addressHash = address == null ? null : codec.addressHash(address);
        List<StoredEvent> rows = codec.store(entries, callerOf, facts);
        List<JdbcAuditEvents.Row> all = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            AuditEntry entry = entries.get(i);
            all.add(new JdbcAuditEvents.Row(
                    rows.get(i), addressHash, EventCodec.owner(callerOf.apply(entry), entry.account)));
        }
        events.insert(all);
    }

    /**
     * Adds an entry that stays whatever becomes of the caller's transaction. It takes a second connection while that one is
     * open, so refuse before you begin where you can.
     */
    public void recordDenial(AuditEntry entry) {
        apart.executeWithoutResult(
                status -> record(entry.outcome == AuditOutcome.SUCCESS ? entry.outcome(AuditOutcome.DENIED) : entry));
    }

    /** The account's latest events, the newest first, at most 200. */
    public List<AuditEvent> recent(AccountId account, int limit) {
        return events.recent(account, Math.min(limit, MOST_RECENT), codec);
    }

    /**
     * Destroys the keys of a person's fields: of the rows only what happened when, to which id, is left to read. The rows
     * themselves, and so the chain of hashes, stay as they are.
     */
    public void depersonalize(AccountId account) {
        keys.destroy(account);
    }
}
