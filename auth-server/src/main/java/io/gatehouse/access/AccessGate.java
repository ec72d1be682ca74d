package io.gatehouse.access;

import io.gatehouse.audit.AuditTrail;
import io.gatehouse.database.ChangeFeed;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The one door for changes of who may do what: one change at a time on all nodes, what the actor holds looked up while it
 * lasts, and an administrator left when it is over. Everything happens in one transaction.
 */
final class AccessGate {

    /** What a change needs of the room. */
    record Stores(JdbcAuthorities authorities, JdbcGroups groups, AuthorityCache cache, boolean fourEyes) {}

    private final Stores stores;
    private final AuditTrail trail;
    private final TransactionOperations transactions;
    private final Clock clock;

    AccessGate(Stores stores, AuditTrail trail, TransactionOperations transactions, Clock clock) {
        this.stores = stores;
        this.trail = trail;
        this.transactions = transactions;
        this.clock = clock;
    }

    <T> T pass(Actor actor, Function<Change, T> work) {
        return alone(() -> {
            Instant now = clock.instant();
            List<Change.Party> parties = actor.people()
                    .map(account ->
                            new Change.Party(account, stores.authorities().holdings(account, now)))
                    .toList();
            Change change = new Change(actor, parties, stores, trail, now);
            return parties.isEmpty() ? work.apply(change) : keeping(now, () -> work.apply(change));
        });
    }

    /** Does what may take an administrator away, and undoes it if none is left. */
    <T> T keepAnAdministrator(Supplier<T> change) {
        return alone(() -> keeping(clock.instant(), change));
    }

    private <T> T keeping(Instant now, Supplier<T> change) {
        boolean had = stores.authorities().heldForGood(Authorities.ADMINISTRATOR, now);
        T result = change.get();
        if (had && !stores.authorities().heldForGood(Authorities.ADMINISTRATOR, now)) {
            throw new GatehouseException(
                    ErrorCode.LAST_ADMINISTRATOR, "Nobody would be left who administers the server for good");
        }
        return result;
    }

    private <T> T alone(Supplier<T> work) {
        T result = Objects.requireNonNull(transactions.execute(status -> {
            stores.authorities().lock();
            return work.get();
        }));
        stores.cache().forget(ChangeFeed.EVERYTHING);
        return result;
    }
}
