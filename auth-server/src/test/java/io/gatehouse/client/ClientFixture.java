package io.gatehouse.client;

import io.gatehouse.database.ChangeFeed;
import io.gatehouse.keyring.Keyring;
import io.gatehouse.outbound.OutboundClient;
import io.gatehouse.outbound.TestOutbound;
import io.gatehouse.shared.GatehouseProperties;
import io.gatehouse.throttle.TestThrottle;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.web.OAuth2ClientAuthenticationFilter;
import org.springframework.transaction.support.TransactionTemplate;

/** The client feature on a database, as one node of a server runs it. */
public final class ClientFixture {

    static final GatehouseProperties SERVER =
            new GatehouseProperties(URI.create("https://id.example"), Path.of("target"), false);

    public final TransactionTemplate transactions;
    public final ClientService service;
    public final RegisteredClientRepository repository;
    public final ScopeCatalog scopes;
    final TestFeed feed = new TestFeed();
    final JdbcReplays replays;
    private final List<AuthenticationProvider> providers;

    /** A node with its own caches. */
    public ClientFixture(DataSource dataSource, Keyring keyring, Clock clock) {
        this(dataSource, keyring, clock, null);
    }

    ClientFixture(DataSource dataSource, Keyring keyring, Clock clock, @Nullable OutboundClient outbound) {
        JdbcClient jdbc = JdbcClient.create(dataSource);
        transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        scopes = new ScopeCatalog(
                new JdbcScopes(jdbc), new StaticListableBeanFactory().getBeanProvider(BuiltInScopes.class), feed);
        JdbcClients clients = new JdbcClients(jdbc, clock);
        ClientSecrets secrets = new ClientSecrets(new JdbcSecrets(jdbc, clock), keyring, new SlowHashes(), clock);
        ClientCache cache = new ClientCache(clients, feed);
        repository = cache;
        replays = new JdbcReplays(jdbc);
        service = new ClientService(clients, secrets, cache, scopes, transactions);
        OutboundClient fetcher = outbound == null ? TestOutbound.client(List.of()) : outbound;
        ClientAssertions assertions = new ClientAssertions(new ClientKeys(fetcher, clock), replays, SERVER, clock);
        providers = List.of(
                new ClientSecretProvider(
                        cache, secrets, new ClientGuesses(TestThrottle.create(dataSource, keyring, clock), clock)),
                new ClientAssertionProvider(cache, assertions),
                new PublicClientProvider(cache));
    }

    /** The library's filter with our converter, providers and error answers. */
    OAuth2ClientAuthenticationFilter filter() {
        OAuth2ClientAuthenticationFilter filter =
                new OAuth2ClientAuthenticationFilter(new ProviderManager(providers), request -> true);
        filter.setAuthenticationConverter(new ClientCredentialsConverter());
        filter.setAuthenticationFailureHandler(new ClientAuthenticationFailure());
        return filter;
    }

    /** Delivers changes when the test says so. */
    static final class TestFeed implements ChangeFeed {

        private final Map<String, List<Consumer<String>>> listeners = new ConcurrentHashMap<>();

        @Override
        public void subscribe(String topic, Consumer<String> listener) {
            listeners
                    .computeIfAbsent(topic, name -> new CopyOnWriteArrayList<>())
                    .add(listener);
        }

        void send(String topic, String key) {
            listeners.getOrDefault(topic, List.of()).forEach(listener -> listener.accept(key));
        }
    }
}
