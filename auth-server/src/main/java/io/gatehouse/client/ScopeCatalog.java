package io.gatehouse.client;

import io.gatehouse.database.ChangeFeed;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** All scopes that exist, held in memory until another node or this one changes one. */
@Service
public final class ScopeCatalog {

    private final JdbcScopes scopes;
    private final ObjectProvider<BuiltInScopes> builtIn;
    private final AtomicLong generation = new AtomicLong();
    private volatile @Nullable Map<String, Scope> known;

    ScopeCatalog(JdbcScopes scopes, ObjectProvider<BuiltInScopes> builtIn, ChangeFeed changes) {
        this.scopes = scopes;
        this.builtIn = builtIn;
        changes.subscribe("client_scope", key -> forget());
    }

    /** The scope of that name, if it exists. */
    public @Nullable Scope find(String name) {
        return known().get(name);
    }

    /** Whether the scope exists, seen from inside a transaction that may have just created it. */
    boolean exists(String name) {
        return find(name) != null || scopes.exists(name);
    }

    /** Every scope, by name. */
    public Collection<Scope> all() {
        return Collections.unmodifiableCollection(known().values());
    }

    /** The APIs that the scopes belong to, without repetition, in the order of the scopes. */
    public List<String> resources(Collection<String> names) {
        Map<String, Scope> all = known();
        return names.stream()
                .map(all::get)
                .filter(Objects::nonNull)
                .map(Scope::resource)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** Makes the scope exist with these words; says whether anything changed. */
    public boolean save(Scope scope) {
        boolean changed = scopes.upsert(scope);
        if (changed) {
            forget();
            forgetAgainWhenDecided();
        }
        return changed;
    }

    /** Whoever asked meanwhile in the same transaction saw what may be undone. */
    private void forgetAgainWhenDecided() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    forget();
                }
            });
        }
    }

    private void forget() {
        generation.incrementAndGet();
        known = null;
    }

    private Map<String, Scope> known() {
        Map<String, Scope> present = known;
        if (present != null) {
            return present;
        }
        long before = generation.get();
        Map<String, Scope> loaded = new LinkedHashMap<>(scopes.all());
        builtIn.stream().flatMap(room -> room.scopes().stream()).forEach(scope -> loaded.put(scope.name(), scope));
        known = loaded;
        if (generation.get() != before) {
            known = null;
        }
        return loaded;
    }
}
