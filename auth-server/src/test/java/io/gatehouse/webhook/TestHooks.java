package io.gatehouse.webhook;

import io.gatehouse.audit.TestFeed;
import io.gatehouse.outbound.OutboundClient;
import io.gatehouse.outbound.TestOutbound;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One node's web-hooks on the database of a trail, wired like the real ones; they run when a test says so. */
final class TestHooks implements AutoCloseable {

    static final List<String> LOOPBACK = List.of("127.0.0.1/32", "::1");

    final JdbcEndpoints endpoints;
    final JdbcDeliveries deliveries;
    final Webhooks webhooks;
    final WebhookLog log;
    final WebhookPurgeJob purge;
    private final JdbcClient jdbc;
    private final WebhookJob job;
    private final Dispatcher dispatcher;
    private final OutboundClient outbound;

    TestHooks(TestFeed trail, List<String> networks) {
        this(trail, networks, Duration.ofSeconds(5));
    }

    TestHooks(TestFeed trail, List<String> networks, Duration timeout) {
        WebhookProperties properties =
                new WebhookProperties(timeout, 8, Duration.ofHours(24), Duration.ofDays(5), Duration.ofDays(30));
        jdbc = trail.database().jdbc();
        outbound = TestOutbound.client(networks);
        endpoints = new JdbcEndpoints(trail.database().dataSource());
        deliveries = new JdbcDeliveries(trail.database().dataSource());
        SecretKeeper secrets = new SecretKeeper(endpoints, trail.keyring());
        webhooks = new Webhooks(
                endpoints,
                secrets,
                new DraftRules(outbound),
                trail.trail(),
                new Webhooks.Work(trail.transactions(), trail.clock(), properties.secretOverlap()));
        log = new WebhookLog(deliveries, trail.trail(), trail.transactions(), trail.clock());
        Courier courier = new Courier(trail.feed(), secrets, outbound, properties, trail.clock());
        Settlement settlement = new Settlement(
                deliveries,
                endpoints,
                trail.trail(),
                trail.transactions(),
                new Settlement.Time(trail.clock(), properties.disableAfter()));
        dispatcher = new Dispatcher(deliveries, courier, settlement, properties, trail.clock());
        job = new WebhookJob(
                new FanOut(trail.feed(), endpoints, deliveries, trail.transactions(), trail.clock()), dispatcher);
        purge = new WebhookPurgeJob(deliveries, endpoints, properties.keep(), trail.clock());
    }

    void run() {
        job.run();
    }

    Webhooks.Created create(String url, String... events) {
        return webhooks.create(new WebhookDraft(url, "", List.of(events), true));
    }

    List<WebhookDelivery> log(Webhooks.Created created) {
        return log.list(new DeliveryQuery(id(created), null, null, null, 1000));
    }

    /** Waits until all deliveries of the endpoint have the state and were tried so often. */
    List<WebhookDelivery> await(Webhooks.Created created, String state, int attempts) {
        Receiver.await(
                () -> !log(created).isEmpty()
                        && log(created).stream()
                                .allMatch(one -> one.state().equals(state)
                                        && one.attempts() == attempts
                                        && one.lastMillis() != null)
                        && !underWay(created),
                () -> log(created).toString());
        return log(created);
    }

    private boolean underWay(Webhooks.Created created) {
        return jdbc.sql(
                        "select exists (select from webhook_delivery where endpoint_id = :id and leased_until is not null)")
                .param("id", id(created))
                .query(Boolean.class)
                .single();
    }

    WebhookEndpoint endpoint(Webhooks.Created created) {
        return endpoints.find(id(created)).orElseThrow();
    }

    static UUID id(Webhooks.Created created) {
        return created.endpoint().id();
    }

    @Override
    public void close() {
        dispatcher.close();
        try {
            outbound.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
