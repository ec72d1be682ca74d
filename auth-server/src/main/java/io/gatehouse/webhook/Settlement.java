package io.gatehouse.webhook;

import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditActor;
import io.gatehouse.audit.AuditEntry;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.webhook.JdbcDeliveries.Claimed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Writes down how an attempt went and what follows: nothing more, another try, or that the endpoint is switched off. Failures
 * are no audit events: they would cause deliveries of their own.
 */
final class Settlement {

    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

    private final JdbcDeliveries deliveries;
    private final JdbcEndpoints endpoints;
    private final AuditTrail trail;
    private final TransactionOperations transactions;
    private final Time time;

    Settlement(
            JdbcDeliveries deliveries,
            JdbcEndpoints endpoints,
            AuditTrail trail,
            TransactionOperations transactions,
            Time time) {
        this.deliveries = deliveries;
        this.endpoints = endpoints;
        this.trail = trail;
        this.transactions = transactions;
        this.time = time;
    }

    /** What time it is, and for how long nothing may arrive. */
    record Time(Clock clock, Duration disableAfter) {}

    void settle(Claimed claimed, Courier.Outcome outcome) {
        transactions.executeWithoutResult(status -> {
            Instant now = time.clock().instant();
            // the endpoint's row before the delivery's, as a removal locks them
            if (outcome.arrived()) {
                endpoints.succeeded(claimed.endpoint());
                deliveries.settle(claimed, "delivered", null, outcome.attempt(), now);
            } else if (outcome.gone()) {
                disable(claimed.endpoint(), "gone", null, now);
                deliveries.settle(claimed, "failed", null, outcome.attempt(), now);
            } else {
                failed(claimed, outcome, now);
            }
        });
    }

    private void failed(Claimed claimed, Courier.Outcome outcome, Instant now) {
        Optional<Instant> next = Optional.empty();
        if (!Courier.EVENT_GONE.equals(outcome.attempt().error())) {
            next = RetrySchedule.next(claimed.tries(), now, outcome.retryAfter());
            endpoints.failed(claimed.endpoint(), now);
            disable(claimed.endpoint(), "failing", now.minus(time.disableAfter()), now);
        }
        if (next.isEmpty()) {
            LOG.warn("Delivery {} of web-hook {} is given up", claimed.id(), claimed.endpoint());
        }
        deliveries.settle(claimed, next.isPresent() ? "pending" : "failed", next.orElse(null), outcome.attempt(), now);
    }

    private void disable(UUID endpoint, String reason, @Nullable Instant failingBefore, Instant now) {
        if (endpoints.disable(endpoint, reason, failingBefore, now)) {
            trail.record(AuditEntry.of(AuditAction.WEBHOOK_DISABLED)
                    .by(AuditActor.system())
                    .target(Webhooks.TARGET, endpoint.toString())
                    .detail("reason", reason));
            LOG.warn("Web-hook {} was switched off: {}", endpoint, reason);
        }
    }
}
