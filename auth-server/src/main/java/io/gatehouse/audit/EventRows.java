package io.gatehouse.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;

/** Reads rows of {@code audit_event}. */
final class EventRows {

    /** All columns, of a table that the statement calls {@code e}. */
    static final String COLUMNS = """
             e.id, e.version, e.occurred_at, e.action, e.outcome, e.actor_type, e.actor_id, e.account_id, e.target_type, \
            e.target_id, e.client_id, e.session_id, e.acr, e.amr, e.request_id, e.facts, e.actor_key, e.actor_box, \
            e.person_key, e.person_box, e.mac\s""";

    private EventRows() {}

    static StoredEvent read(ResultSet row, int number) throws SQLException {
        return new StoredEvent(
                row.getObject("id", UUID.class),
                row.getInt("version"),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                row.getString("action"),
                row.getString("outcome"),
                row.getString("actor_type"),
                row.getString("actor_id"),
                row.getObject("account_id", UUID.class),
                row.getString("target_type"),
                row.getString("target_id"),
                row.getString("client_id"),
                row.getObject("session_id", UUID.class),
                row.getString("acr"),
                row.getString("amr"),
                row.getString("request_id"),
                row.getString("facts"),
                new SealedBox(row.getObject("actor_key", UUID.class), row.getBytes("actor_box")),
                new SealedBox(row.getObject("person_key", UUID.class), row.getBytes("person_box")),
                row.getBytes("mac"));
    }
}
