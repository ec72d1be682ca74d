package io.gatehouse.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Searches the table {@code audit_event}. The conditions are fixed texts of {@link AuditQuery}, all values are parameters. */
final class JdbcAuditSearch {

    private static final String SELECT = "select" + EventRows.COLUMNS + """
            , a.wrapped as actor_wrapped, p.wrapped as person_wrapped
            from audit_event e
            left join audit_person_key a on a.id = e.actor_key
            left join audit_person_key p on p.id = e.person_key
            where\s""";

    private final JdbcClient jdbc;

    JdbcAuditSearch(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    List<AuditEvent> find(AuditQuery query, AuditSearch.@Nullable Cursor after, int limit, EventCodec codec) {
        String sql = SELECT + query.sql()
                + (after == null ? "" : " and (e.occurred_at, e.id) < (:afterTime, :afterId)")
                + " order by e.occurred_at desc, e.id desc limit :limit";
        JdbcClient.StatementSpec statement = jdbc.sql(sql).param("limit", limit);
        for (Map.Entry<String, Object> parameter : query.parameters.entrySet()) {
            Object value = parameter.getValue();
            boolean address = parameter.getKey().equals("addressHashes");
            statement = statement.param(
                    parameter.getKey(),
                    address ? codec.addressHashes(String.valueOf(value)).toArray(byte[][]::new) : value);
        }
        if (after != null) {
            statement = statement
                    .param("afterTime", after.at().atOffset(ZoneOffset.UTC))
                    .param("afterId", after.id());
        }
        return statement.query((row, number) -> event(row, codec)).list();
    }

    Optional<AuditEvent> find(UUID id, EventCodec codec) {
        return jdbc.sql(SELECT + "e.id = :id")
                .param("id", id)
                .query((row, number) -> event(row, codec))
                .optional();
    }

    private static AuditEvent event(ResultSet row, EventCodec codec) throws SQLException {
        return codec.read(EventRows.read(row, 0), row.getBytes("actor_wrapped"), row.getBytes("person_wrapped"));
    }

    List<DailyCount> daily(Set<AuditAction> actions, Instant from) {
        return jdbc.sql("""
                        select (e.occurred_at at time zone 'UTC')::date as day, e.action, count(*) as count
                        from (select occurred_at, action from audit_event
                              where action = any(:actions) and occurred_at >= :from limit 500000) e
                        group by 1, 2
                        """)
                .param("actions", actions.stream().map(AuditAction::code).toArray(String[]::new))
                .param("from", from.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new DailyCount(
                        row.getObject("day", LocalDate.class),
                        AuditAction.of(row.getString("action")),
                        row.getLong("count")))
                .list();
    }
}
