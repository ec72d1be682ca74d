package io.gatehouse.webhook;

import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import io.gatehouse.shared.UuidV7;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.transaction.support.TransactionOperations;

/** What was sent to whom and how it went; sending again; and events that only try out a receiver. */
public final class WebhookLog {

    private final JdbcDeliveries deliveries;
    private final AuditTrail trail;
    private final TransactionOperations transactions;
    private final Clock clock;

    WebhookLog(JdbcDeliveries deliveries, AuditTrail trail, TransactionOperations transactions, Clock clock) {
        this.deliveries = deliveries;
        this.trail = trail;
        this.transactions = transactions;
        this.clock = clock;
    }

    public List<WebhookDelivery> list(DeliveryQuery query) {
        return deliveries.list(query);
    }

    public Optional<WebhookDelivery> find(UUID endpoint, UUID id) {
        return deliveries.find(endpoint, id);
    }

    /** Sends it again, with the same identifier. False while it is being sent, or when the endpoint is switched off. */
    public boolean resend(UUID endpoint, UUID id) {
        return Objects.requireNonNull(transactions.execute(status -> {
            boolean again = deliveries.again(endpoint, id, clock.instant());
            if (again) {
                trail.record(
                        Webhooks.entry(AuditAction.WEBHOOK_RESENT, endpoint).detail("delivery", id.toString()));
            }
            return again;
        }));
    }

    /** Sends an event that tells nothing but that it is a test. */
    public WebhookDelivery test(WebhookEndpoint endpoint) {
        if (!endpoint.enabled()) {
            throw new GatehouseException(ErrorCode.CONFLICT, "the web-hook is switched off");
        }
        UUID id = UuidV7.next(clock);
        return Objects.requireNonNull(transactions.execute(status -> {
            deliveries.insert(
                    List.of(new JdbcDeliveries.Planned(id, endpoint.id(), null, id, WebhookDelivery.TEST)),
                    clock.instant());
            trail.record(Webhooks.entry(AuditAction.WEBHOOK_TESTED, endpoint.id()));
            return deliveries.find(endpoint.id(), id).orElseThrow();
        }));
    }
}
