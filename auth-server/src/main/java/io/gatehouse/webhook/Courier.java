package io.gatehouse.webhook;

import io.gatehouse.audit.AuditFeed;
import io.gatehouse.audit.FeedEvent;
import io.gatehouse.outbound.OutboundAnswer;
import io.gatehouse.outbound.OutboundClient;
import io.gatehouse.outbound.OutboundException;
import io.gatehouse.webhook.JdbcDeliveries.Attempt;
import io.gatehouse.webhook.JdbcDeliveries.Claimed;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs one event and carries it to its receiver, with no transaction open. */
final class Courier {

    /** The event was removed from the trail, by age. */
    static final String EVENT_GONE = "event_gone";

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    private final AuditFeed feed;
    private final SecretKeeper secrets;
    private final OutboundClient outbound;
    private final Duration timeout;
    private final Clock clock;

    Courier(AuditFeed feed, SecretKeeper secrets, OutboundClient outbound, WebhookProperties properties, Clock clock) {
        this.feed = feed;
        this.secrets = secrets;
        this.outbound = outbound;
        this.timeout = properties.timeout();
        this.clock = clock;
    }

    /** How it went, and what the receiver said about another try. */
    record Outcome(Attempt attempt, @Nullable String retryAfter) {

        boolean arrived() {
            Integer status = attempt.status();
            return status != null && attempt.error() == null;
        }

        boolean gone() {
            Integer status = attempt.status();
            return status != null && status == 410;
        }
    }

    Outcome deliver(Claimed claimed) {
        long start = System.nanoTime();
        try {
            Optional<byte[]> body = body(claimed);
            if (body.isEmpty()) {
                return new Outcome(new Attempt(null, EVENT_GONE, 0), null);
            }
            OutboundAnswer answer = post(claimed, body.get());
            return new Outcome(
                    new Attempt(answer.status(), error(answer.status()), millis(start)), answer.retryAfter());
        } catch (OutboundException e) {
            String kind = e.kind().name().toLowerCase(Locale.ROOT);
            LOG.info("Web-hook {} was not reached ({}): {}", claimed.endpoint(), kind, cause(e));
            return new Outcome(new Attempt(null, kind, millis(start)), null);
        } catch (RuntimeException e) {
            LOG.warn("Delivery {} of web-hook {} could not be made", claimed.id(), claimed.endpoint(), e);
            return new Outcome(new Attempt(null, "internal", millis(start)), null);
        }
    }

    /** Not the message of the failure itself: it names the address, whose path may be a secret. */
    private static String cause(OutboundException failure) {
        Throwable cause = failure.getCause();
        Throwable inner = cause instanceof ExecutionException ? cause.getCause() : cause;
        return inner == null ? "no further cause" : inner.toString();
    }

    private OutboundAnswer post(Claimed claimed, byte[] body) throws OutboundException {
        Instant now = clock.instant();
        String id = WebhookDelivery.messageId(claimed.id());
        String signatures = secrets.signatures(claimed.endpoint(), new SecretKeeper.Signed(id, now, body));
        return outbound.postJson(
                URI.create(claimed.url()),
                body,
                Map.of(
                        "webhook-id", id,
                        "webhook-timestamp", Long.toString(now.getEpochSecond()),
                        "webhook-signature", signatures),
                timeout);
    }

    private Optional<byte[]> body(Claimed claimed) {
        Long position = claimed.position();
        if (position == null) {
            return Optional.of(DeliveryBody.test(claimed));
        }
        return feed.find(position, claimed.event()).map(Courier::body);
    }

    private static byte @Nullable [] body(FeedEvent event) {
        FeedEvent.Facts facts = event.event();
        return facts == null ? null : DeliveryBody.of(event, facts);
    }

    /** Redirects are never followed: they would lead the event, and the server, to where nobody agreed to. */
    private static @Nullable String error(int status) {
        if (status >= 200 && status < 300) {
            return null;
        }
        return status >= 300 && status < 400 ? "redirect" : "status";
    }

    private static int millis(long start) {
        return (int) Duration.ofNanos(System.nanoTime() - start).toMillis();
    }
}
