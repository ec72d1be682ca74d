package io.gatehouse.webhook;

import io.gatehouse.audit.AuditFeed;
import io.gatehouse.audit.AuditTarget;
import io.gatehouse.audit.FeedEvent;
import io.gatehouse.shared.UuidV7;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Reads the sealed trail behind the cursor and plans a delivery for each endpoint that wants the event. Cursor and deliveries
 * move in one transaction, of one node at a time: a crash neither loses an event nor plans it twice.
 */
final class FanOut {

    private static final int BATCH = 500;

    private final AuditFeed feed;
    private final JdbcEndpoints endpoints;
    private final JdbcDeliveries deliveries;
    private final TransactionOperations transactions;
    private final Clock clock;

    FanOut(
            AuditFeed feed,
            JdbcEndpoints endpoints,
            JdbcDeliveries deliveries,
            TransactionOperations transactions,
            Clock clock) {
        this.feed = feed;
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Plans for all that was sealed. */
    void run() {
        while (feed.head() > deliveries.position() && step() == BATCH) {
            Thread.onSpinWait();
        }
    }

    /** How many events were looked at. */
    private int step() {
        Integer read = transactions.execute(
                status -> deliveries.lockPosition().map(this::plan).orElse(0));
        return read == null ? 0 : read;
    }

    /** The head is read before the endpoints: whoever was there before an event was sealed gets it. */
    private int plan(long position) {
        long head = feed.head();
        List<WebhookEndpoint> listening = endpoints.enabled();
        if (listening.isEmpty()) {
            deliveries.moveTo(Math.max(head, position));
            return 0;
        }
        List<FeedEvent> events = feed.between(position, head, BATCH);
        if (!events.isEmpty()) {
            deliveries.insert(planned(events, listening), clock.instant());
            deliveries.moveTo(events.getLast().position());
        }
        return events.size();
    }

    private List<JdbcDeliveries.Planned> planned(List<FeedEvent> events, List<WebhookEndpoint> listening) {
        List<JdbcDeliveries.Planned> planned = new ArrayList<>();
        for (FeedEvent event : events) {
            FeedEvent.Facts facts = event.event();
            if (facts != null) {
                listening.stream()
                        .filter(endpoint -> EventFilter.matches(endpoint.events(), facts.action()))
                        .filter(endpoint -> !about(endpoint, facts))
                        .forEach(endpoint -> planned.add(new JdbcDeliveries.Planned(
                                UuidV7.next(clock), endpoint.id(), event.position(), event.id(), facts.action())));
            }
        }
        return planned;
    }

    /** What happens to an endpoint is told to the others only, so that nothing goes round in circles. */
    private static boolean about(WebhookEndpoint endpoint, FeedEvent.Facts facts) {
        AuditTarget target = facts.target();
        return target != null
                && target.type().equals(Webhooks.TARGET)
                && target.id().equals(endpoint.id().toString());
    }
}
