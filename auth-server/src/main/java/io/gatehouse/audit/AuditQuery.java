package io.gatehouse.audit;

import io.gatehouse.shared.AccountId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What to look for in the trail: each call narrows it further. Values are only ever parameters of the statement. */
public final class AuditQuery {

    /** Conditions by the name of their parameter; the order is that of the calls. */
    final Map<String, Object> parameters = new LinkedHashMap<>();

    final Map<String, String> conditions = new LinkedHashMap<>();

    private AuditQuery() {}

    public static AuditQuery all() {
        return new AuditQuery();
    }

    /** What happened to this account. */
    public AuditQuery account(AccountId id) {
        return where("account", "e.account_id = :account", id.value());
    }

    /** What happened to any of these accounts, for administrators who see a part of the people only. */
    public AuditQuery accounts(Collection<AccountId> ids) {
        return where(
                "accounts",
                "e.account_id = any(:accounts::uuid[])",
                ids.stream().map(AccountId::toString).toArray(String[]::new));
    }

    /** What this account, client or operator did. */
    public AuditQuery actor(String id) {
        return where("actor", "e.actor_id = :actor", id);
    }

    public AuditQuery actorType(AuditActor.Type type) {
        return where("actorType", "e.actor_type = :actorType", type.code());
    }

    public AuditQuery actions(Set<AuditAction> actions) {
        return where(
                "actions",
                "e.action = any(:actions)",
                actions.stream().map(AuditAction::code).toArray(String[]::new));
    }

    public AuditQuery outcome(AuditOutcome outcome) {
        return where("outcome", "e.outcome = :outcome", outcome.code());
    }

    public AuditQuery target(String type, String id) {
        return where("targetType", "e.target_type = :targetType", type).where("target", "e.target_id = :target", id);
    }

    public AuditQuery client(String id) {
        return where("client", "e.client_id = :client", id);
    }

    public AuditQuery session(UUID sid) {
        return where("sid", "e.session_id = :sid", sid);
    }

    public AuditQuery request(String id) {
        return where("request", "e.request_id = :request", id);
    }

    /** From this moment on. */
    public AuditQuery from(Instant moment) {
        return where("from", "e.occurred_at >= :from", moment.atOffset(ZoneOffset.UTC));
    }

    /** Before this moment. */
    public AuditQuery until(Instant moment) {
        return where("until", "e.occurred_at < :until", moment.atOffset(ZoneOffset.UTC));
    }

    /** From this very network address; what was erased is not found. */
    public AuditQuery address(String address) {
        return where(
                "addressHashes",
                "e.id in (select event_id from audit_address where address_hash = any(:addressHashes))",
                address);
    }

    private AuditQuery where(String name, String condition, Object value) {
        conditions.put(name, condition);
        parameters.put(name, value);
        return this;
    }

    String sql() {
        return conditions.isEmpty() ? "true" : conditions.values().stream().collect(Collectors.joining(" and "));
    }
}
