package io.gatehouse.signingkey;

import io.gatehouse.database.ChangeFeed;
import io.gatehouse.database.TestDatabase;
import io.gatehouse.keyring.Keyring;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A node as far as signing keys go, wired like the real one; news reach it only when a test says so. */
final class TestNode {

    private static final SigningKeyConfiguration WIRING = new SigningKeyConfiguration();

    final JdbcSigningKeys table;
    final SigningKeyRotation rotation;
    final SigningKeyService service;
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    TestNode(TestDatabase database, Keyring keyring, Clock clock, String... algorithms) {
        this(database, keyring, clock, null, algorithms);
    }

    TestNode(TestDatabase database, Keyring keyring, Clock clock, @Nullable ChangeFeed feed, String... algorithms) {
        SigningKeyProperties properties = new SigningKeyProperties(
                List.of(algorithms), 2048, Duration.ofDays(30), Duration.ofHours(1), Duration.ofDays(2));
        this.table = new JdbcSigningKeys(database.jdbc(), new JdbcTransactionManager(database.dataSource()));
        KeyVault vault = WIRING.signingKeyVault(table, keyring, properties);
        this.rotation = WIRING.signingKeyRotation(table, vault, properties, clock);
        this.service = WIRING.signingKeyService(
                vault, rotation, properties, clock, feed != null ? feed : (topic, listener) -> listeners.add(listener));
    }

    /** What the change feed does when a notification arrives. */
    void hearsTheNews() {
        listeners.forEach(listener -> listener.accept(ChangeFeed.EVERYTHING));
    }
}
