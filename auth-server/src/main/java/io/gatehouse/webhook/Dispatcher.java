package io.gatehouse.webhook;

import io.gatehouse.webhook.JdbcDeliveries.Claimed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Sends what is due, some at the same time and few of each receiver, so that a slow one keeps nobody waiting. A claim is a
 * lease longer than any request, so that nothing is sent twice at once, and what a dying node held is sent by another.
 */
final class Dispatcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration LEASE_BEYOND_TIMEOUT = Duration.ofMinutes(1);
    private static final int SHARE = 2;

    private final JdbcDeliveries deliveries;
    private final Courier courier;
    private final Settlement settlement;
    private final WebhookProperties properties;
    private final Clock clock;
    private final Semaphore free;
    private final ConcurrentHashMap<UUID, Integer> busy = new ConcurrentHashMap<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final ExecutorService planner = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("webhooks").factory());
    private final ExecutorService senders = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("webhook-", 0).factory());

    Dispatcher(
            JdbcDeliveries deliveries,
            Courier courier,
            Settlement settlement,
            WebhookProperties properties,
            Clock clock) {
        this.deliveries = deliveries;
        this.courier = courier;
        this.settlement = settlement;
        this.properties = properties;
        this.clock = clock;
        this.free = new Semaphore(properties.concurrency());
    }

    /** Starts sending in the background, unless it is about to start anyway. */
    void wake() {
        if (!planner.isShutdown() && woken.compareAndSet(false, true)) {
            planner.execute(() -> {
                woken.set(false);
                run();
            });
        }
    }

    private void run() {
        int permits = free.drainPermits();
        if (permits == 0) {
            return;
        }
        int used = 0;
        try {
            for (Claimed claimed : claim(permits)) {
                used++;
                busy.merge(claimed.endpoint(), 1, Integer::sum);
                senders.execute(() -> send(claimed));
            }
        } catch (DataAccessException e) {
            LOG.warn("Web-hooks wait, since the log can't be read now: {}", e.toString());
        } finally {
            free.release(permits - used);
        }
    }

    private List<Claimed> claim(int limit) {
        Instant now = clock.instant();
        Instant leased = now.plus(properties.timeout()).plus(LEASE_BEYOND_TIMEOUT);
        return deliveries.claim(now, leased, limit, SHARE, Set.copyOf(busy.keySet()));
    }

    private void send(Claimed claimed) {
        try {
            settlement.settle(claimed, courier.deliver(claimed));
        } catch (RuntimeException e) {
            LOG.warn("What became of delivery {} is not known; it is sent again: {}", claimed.id(), e.toString());
        } finally {
            busy.computeIfPresent(claimed.endpoint(), (key, count) -> count == 1 ? null : count - 1);
            free.release();
            wake();
        }
    }

    @Override
    public void close() {
        planner.shutdown();
        senders.shutdown();
    }
}
