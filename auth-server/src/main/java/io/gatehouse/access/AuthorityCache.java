package io.gatehouse.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.gatehouse.database.ChangeFeed;
import io.gatehouse.shared.AccountId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Authorities in memory, until NOTIFY says that they changed or until the next moment at which one of them begins or ends. A
 * miss is loaded outside the cache's locks.
 */
final class AuthorityCache {

    private record Entry(Authorities authorities, @Nullable Instant boundary) {}

    private final JdbcAuthorities jdbc;
    private final Clock clock;
    private final Cache<UUID, Entry> known = Caffeine.newBuilder()
            .maximumSize(20_000)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();
    private final AtomicLong generation = new AtomicLong();

    AuthorityCache(JdbcAuthorities jdbc, ChangeFeed changes, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        changes.subscribe("access", this::forget);
    }

    Authorities of(AccountId account) {
        Instant now = clock.instant();
        Entry present = known.getIfPresent(account.value());
        if (present != null && (present.boundary() == null || now.isBefore(present.boundary()))) {
            return present.authorities();
        }
        long before = generation.get();
        Holdings loaded = jdbc.holdings(account, now);
        Authorities authorities = loaded.authorities();
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            // it may have read what is never committed
            return authorities;
        }
        known.put(account.value(), new Entry(authorities, loaded.boundary()));
        if (generation.get() != before) {
            // changed while we read: what we have may be of before
            known.invalidate(account.value());
        }
        return authorities;
    }

    void forget(String key) {
        generation.incrementAndGet();
        if (key.equals(ChangeFeed.EVERYTHING)) {
            known.invalidateAll();
        } else {
            known.invalidate(UUID.fromString(key));
        }
    }
}
