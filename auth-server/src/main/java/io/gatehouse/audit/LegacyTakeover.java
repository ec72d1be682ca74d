package io.gatehouse.audit;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionOperations;

/** Brings rows of the time before the chain into it, once, in small portions: encrypted like new ones, with their old ids. */
final class LegacyTakeover {

    private static final Logger LOG = LoggerFactory.getLogger(LegacyTakeover.class);
    private static final int PORTION = 500;

    private final JdbcLegacyEvents legacy;
    private final JdbcAuditEvents events;
    private final EventCodec codec;
    private final TransactionOperations transactions;

    LegacyTakeover(
            JdbcLegacyEvents legacy, JdbcAuditEvents events, EventCodec codec, TransactionOperations transactions) {
        this.legacy = legacy;
        this.events = events;
        this.codec = codec;
        this.transactions = transactions;
    }

    @Scheduled(initialDelay = 3, timeUnit = TimeUnit.SECONDS)
    void run() {
        int all = 0;
        int portion = portion();
        while (portion > 0) {
            all += portion;
            portion = portion();
        }
        if (all > 0) {
            LOG.info("Took {} events of the time before into the chained audit trail", all);
        }
    }

    private int portion() {
        Integer count = transactions.execute(status -> {
            List<JdbcLegacyEvents.Legacy> rows = legacy.take(PORTION);
            rows.forEach(this::insert);
            return rows.size();
        });
        return count == null ? 0 : count;
    }

    private void insert(JdbcLegacyEvents.Legacy row) {
        AuditEntry entry = AuditEntry.of(AuditAction.of(row.action())).account(row.account());
        row.detail().forEach(entry::personalDetail);
        String address = row.facts().address();
        AuditCaller unknown = AuditCaller.of(address == null ? AuditActor.system() : AuditActor.anonymous());
        events.insert(
                codec.store(row.id(), row.at(), entry, unknown, row.facts()),
                address == null ? null : codec.addressHash(address),
                row.account());
    }
}
