package io.gatehouse.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.gatehouse.database.ChangeFeed;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Component;

/**
 * Clients in memory. A miss is loaded outside the cache's locks: a request that holds a database connection never waits here
 * for one that still needs a connection.
 */
@Component
final class ClientCache implements RegisteredClientRepository {

    private final JdbcClients clients;
    private final Cache<String, ClientEntry> known = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofHours(1))
            .build();
    private final Cache<String, Boolean> unknown = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofSeconds(5))
            .build();
    private final AtomicLong generation = new AtomicLong();

    ClientCache(JdbcClients clients, ChangeFeed changes) {
        this.clients = clients;
        changes.subscribe("client", this::forget);
    }

    @Nullable
    ClientEntry entry(String clientId) {
        ClientEntry present = known.getIfPresent(clientId);
        if (present != null || unknown.getIfPresent(clientId) != null) {
            return present;
        }
        long before = generation.get();
        ClientEntry loaded = clients.find(clientId);
        remember(clientId, loaded);
        if (generation.get() != before) {
            // changed while we read: what we have may be the old row
            drop(clientId);
        }
        return loaded;
    }

    void forget(String clientId) {
        generation.incrementAndGet();
        if (clientId.equals(ChangeFeed.EVERYTHING)) {
            known.invalidateAll();
            unknown.invalidateAll();
        } else {
            drop(clientId);
        }
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        ClientEntry entry = entry(clientId);
        return entry == null ? null : entry.client();
    }

    @Override
    public void save(RegisteredClient registeredClient) {
        throw new UnsupportedOperationException("Clients are saved through ClientService");
    }

    private void remember(String clientId, @Nullable ClientEntry loaded) {
        if (loaded != null) {
            known.put(clientId, loaded);
        } else {
            unknown.put(clientId, Boolean.TRUE);
        }
    }

    private void drop(String clientId) {
        known.invalidate(clientId);
        unknown.invalidate(clientId);
    }
}
