package io.gatehouse.audit;

import io.gatehouse.shared.AccountId;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes the table {@code audit_event} and reads a person's latest rows. */
final class JdbcAuditEvents {

    private static final String INSERT = """
            with queued as (insert into audit_queue (event_id) values (:id)),
                 located as (
                     insert into audit_address (event_id, address_hash, occurred_at, account_id)
                     select :id, :addressHash::bytea, :at, :sender::uuid where :addressHash::bytea is not null)
            insert into audit_event (id, version, occurred_at, action, outcome, actor_type, actor_id, account_id, target_type,
                target_id, client_id, session_id, acr, amr, request_id, facts, actor_key, actor_box, person_key, person_box, mac)
            values (:id, :version, :at, :action, :outcome, :actorType, :actorId, :account::uuid, :targetType, :targetId,
                :clientId, :sid::uuid, :acr, :amr, :requestId, :facts, :actorKey::uuid, :actorBox::bytea, :personKey::uuid,
                :personBox::bytea, :mac)
            """;

    private final JdbcClient jdbc;

    JdbcAuditEvents(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** The event, its place in the queue of the sealer, and the hash by which its address is found; in one statement. */
    void insert(StoredEvent event, byte @Nullable [] addressHash, @Nullable AccountId sender) {
        jdbc.sql(INSERT)
                .param("id", event.id())
                .param("version", event.version())
                .param("at", event.at().atOffset(ZoneOffset.UTC))
                .param("action", event.action())
                .param("outcome", event.outcome())
                .param("actorType", event.actorType())
                .param("actorId", event.actorId())
                .param("account", event.account())
                .param("targetType", event.targetType())
                .param("targetId", event.targetId())
                .param("clientId", event.clientId())
                .param("sid", event.sid())
                .param("acr", event.acr())
                .param("amr", event.amr())
                .param("requestId", event.requestId())
                .param("facts", event.facts())
                .param("actorKey", event.actor().key())
                .param("actorBox", event.actor().content())
                .param("personKey", event.person().key())
                .param("personBox", event.person().content())
                .param("mac", event.mac())
                .param("addressHash", addressHash)
                .param("sender", sender == null ? null : sender.value())
                .update();
    }

    List<AuditEvent> recent(AccountId account, int limit, EventCodec codec) {
        return jdbc.sql("select" + EventRows.COLUMNS + """
                        , a.wrapped as actor_wrapped, p.wrapped as person_wrapped
                        from audit_event e
                        left join audit_person_key a on a.id = e.actor_key
                        left join audit_person_key p on p.id = e.person_key
                        where e.account_id = :account
                        order by e.occurred_at desc, e.id desc limit :limit
                        """)
                .param("account", account.value())
                .param("limit", limit)
                .query((row, number) -> codec.read(
                        EventRows.read(row, number), row.getBytes("actor_wrapped"), row.getBytes("person_wrapped")))
                .list();
    }
}
