package io.gatehouse.webhook;

import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditEntry;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import io.gatehouse.shared.UuidV7;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/** Creating, changing and removing receivers of events. Each change and its row in the trail are one. */
public final class Webhooks {

    /** The type of an endpoint as the target of an audit event. */
    static final String TARGET = "webhook";

    static final int MOST = 100;

    private final JdbcEndpoints endpoints;
    private final SecretKeeper secrets;
    private final DraftRules rules;
    private final AuditTrail trail;
    private final Work work;

    Webhooks(JdbcEndpoints endpoints, SecretKeeper secrets, DraftRules rules, AuditTrail trail, Work work) {
        this.endpoints = endpoints;
        this.secrets = secrets;
        this.rules = rules;
        this.trail = trail;
        this.work = work;
    }

    /** In what changes are made. */
    record Work(TransactionOperations transactions, Clock clock, Duration overlap) {}

    /** An endpoint with the secret that nobody will see again. */
    public record Created(WebhookEndpoint endpoint, String secret) {}

    /** Why a draft can't be accepted; looks the host up, so don't ask within a transaction. */
    public List<WebhookProblem> problems(WebhookDraft draft) {
        return rules.problems(draft);
    }

    public Optional<WebhookEndpoint> find(UUID id) {
        return endpoints.find(id);
    }

    /** The endpoints in the order of their making; there are at most a hundred. */
    public List<WebhookEndpoint> list(@Nullable UUID after, int limit) {
        return endpoints.list(after, limit);
    }

    /** For how long the former secret goes on unless somebody says otherwise. */
    public Duration usualOverlap() {
        return work.overlap();
    }

    public Created create(WebhookDraft draft) {
        sound(draft);
        return within(() -> {
            UUID id = UuidV7.next(work.clock());
            WebhookSecret secret = WebhookSecret.random();
            if (!endpoints.insert(id, draft, secrets.seal(id, secret), MOST, now())) {
                throw new GatehouseException(ErrorCode.CONFLICT, "there are " + MOST + " web-hooks already");
            }
            trail.record(entry(AuditAction.WEBHOOK_CREATED, id).change(Map.of(), facts(draft)));
            return new Created(endpoints.find(id).orElseThrow(), secret.text());
        });
    }

    /** Makes the endpoint what the draft says, unless it changed since that version. */
    public Optional<WebhookEndpoint> change(WebhookEndpoint before, long version, WebhookDraft draft) {
        sound(draft);
        return within(() -> {
            if (!endpoints.update(before.id(), version, draft, now())) {
                return Optional.empty();
            }
            trail.record(entry(AuditAction.WEBHOOK_CHANGED, before.id()).change(facts(before.draft()), facts(draft)));
            return endpoints.find(before.id());
        });
    }

    /** Removes the endpoint with its log, unless it changed since that version. */
    public boolean remove(UUID id, long version) {
        return within(() -> {
            boolean removed = endpoints.delete(id, version);
            if (removed) {
                trail.record(entry(AuditAction.WEBHOOK_REMOVED, id));
            }
            return removed;
        });
    }

    /** A new secret; the present one signs too for a while. Nothing when the endpoint is gone. */
    public Optional<String> rotateSecret(UUID id, Duration overlap) {
        return within(() -> {
            WebhookSecret secret = WebhookSecret.random();
            Instant until = overlap.isPositive() ? now().plus(overlap) : null;
            if (!endpoints.rotate(id, secrets.seal(id, secret), until, now())) {
                return Optional.empty();
            }
            trail.record(entry(AuditAction.WEBHOOK_SECRET_ROTATED, id)
                    .detail("overlap_seconds", Long.toString(overlap.toSeconds())));
            return Optional.of(secret.text());
        });
    }

    private void sound(WebhookDraft draft) {
        if (!DraftRules.sound(draft)) {
            throw new GatehouseException(ErrorCode.INVALID_REQUEST, "a web-hook that can't be accepted");
        }
    }

    private Instant now() {
        return work.clock().instant();
    }

    private <T> T within(Supplier<T> change) {
        return Objects.requireNonNull(work.transactions().execute(status -> change.get()));
    }

    static AuditEntry entry(AuditAction action, UUID id) {
        return AuditEntry.of(action).target(TARGET, id.toString());
    }

    /** Of the address only the host: paths of receivers often hold a secret. */
    private static Map<String, String> facts(WebhookDraft draft) {
        return new TreeMap<>(Map.of(
                "host", DraftRules.host(draft),
                "events", String.join(" ", draft.events()),
                "enabled", Boolean.toString(draft.enabled())));
    }
}
