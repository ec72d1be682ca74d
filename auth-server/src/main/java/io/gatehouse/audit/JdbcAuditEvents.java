package io.gatehouse.audit;

import io.gatehouse.shared.AccountId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

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

    private static final String INSERT_ALL = """
            with row as materialized (
                select * from json_to_recordset(:rows::json) as r (id uuid, version smallint, at timestamptz, action text,
                    outcome text, actor_type text, actor_id text, account uuid, target_type text, target_id text, client_id text,
                    sid uuid, acr text, amr text, request_id text, facts text, actor_key uuid, actor_box text, person_key uuid,
                    person_box text, mac text, address_hash text, sender uuid)),
                 queued as (insert into audit_queue (event_id) select id from row),
                 located as (
                     insert into audit_address (event_id, address_hash, occurred_at, account_id)
                     select id, decode(address_hash, 'base64'), at, sender from row where address_hash is not null)
            insert into audit_event (id, version, occurred_at, action, outcome, actor_type, actor_id, account_id, target_type,
                target_id, client_id, session_id, acr, amr, request_id, facts, actor_key, actor_box, person_key, person_box, mac)
            select id, version, at, action, outcome, actor_type, actor_id, account, target_type, target_id, client_id, sid, acr, amr,
                request_id, facts, actor_key, decode(actor_box, 'base64'), person_key, decode(person_box, 'base64'),
                decode(mac, 'base64')
            from row
            """;

    private static final JsonMapper JSON = JsonMapper.shared();

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

    /** An event, the hash of the address it came from, and whose address that is. */
    record Row(
            StoredEvent event,
            byte @Nullable [] addressHash,
            @Nullable AccountId sender) {}

    /** The same for many events, in one statement for all. */
    void insert(List<Row> rows) {
        jdbc.sql(INSERT_ALL)
                .param(
                        "rows",
                        JSON.writeValueAsString(
                                rows.stream().map(JdbcAuditEvents::fields).toList()))
                .update();
    }

    private static Map<String, @Nullable Object> fields(Row row) {
        StoredEvent event = row.event();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", event.id());
        fields.put("version", event.version());
        fields.put("at", event.at().toString());
        fields.put("action", event.action());
        fields.put("outcome", event.outcome());
        fields.put("actor_type", event.actorType());
        fields.put("actor_id", event.actorId());
        fields.put("account", event.account());
        fields.put("target_type", event.targetType());
        fields.put("target_id", event.targetId());
        fields.put("client_id", event.clientId());
        fields.put("sid", event.sid());
        fields.put("acr", event.acr());
        fields.put("amr", event.amr());
        fields.put("request_id", event.requestId());
        fields.put("facts", event.facts());
        fields.put("actor_key", event.actor().key());
        fields.put("actor_box", event.actor().content());
        fields.put("person_key", event.person().key());
        fields.put("person_box", event.person().content());
        fields.put("mac", event.mac());
        fields.put("address_hash", row.addressHash());
        fields.put("sender", row.sender() == null ? null : row.sender().value());
        return fields;
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
