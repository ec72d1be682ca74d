package io.gatehouse.audit;

import io.gatehouse.database.TestDatabase;
import io.gatehouse.keyring.Keyring;
import io.gatehouse.shared.MutableClock;
import java.util.List;
import java.util.Set;
import org.springframework.transaction.support.TransactionTemplate;

/** A trail of its own for rooms that pass events on; nothing is sealed unless a test says so. */
public final class TestFeed implements AutoCloseable {

    private final TestTrail parts = new TestTrail(new MutableClock(), 10_000);

    public AuditTrail trail() {
        return parts.trail;
    }

    public AuditFeed feed() {
        return new AuditFeed(parts.chain);
    }

    public void seal() {
        parts.sealer.run();
    }

    public List<AuditEvent> events(AuditAction action) {
        return parts.search
                .find(AuditQuery.all().actions(Set.of(action)), null, 100)
                .events();
    }

    public TestDatabase database() {
        return parts.database;
    }

    public MutableClock clock() {
        return parts.clock;
    }

    public Keyring keyring() {
        return parts.keyring;
    }

    public TransactionTemplate transactions() {
        return parts.transactions;
    }

    @Override
    public void close() {
        parts.close();
    }
}
