package io.gatehouse.audit;

import io.gatehouse.shared.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code audit_event}. */
final class JdbcAuditEvents {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, String>> DETAIL = new TypeReference<>() {};

    private final JdbcClient jdbc;

    JdbcAuditEvents(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    void insert(AuditEvent event, @Nullable String requestId) {
        AccountId account = event.account();
        jdbc.sql("""
                        insert into audit_event (id, occurred_at, action, account_id, address, user_agent, request_id, detail)
                        values (:id, :at, :action, :account, :address::inet, :userAgent, :requestId, :detail::jsonb)
                        """)
                .param("id", event.id())
                .param("at", event.at().atOffset(ZoneOffset.UTC))
                .param("action", event.action().code())
                .param("account", account == null ? null : account.value())
                .param("address", event.address())
                .param("userAgent", event.userAgent())
                .param("requestId", requestId)
                .param("detail", JSON.writeValueAsString(event.detail()))
                .update();
    }

    List<AuditEvent> recent(AccountId account, int limit) {
        return jdbc.sql("""
                        select id, occurred_at, action, account_id, host(address) as address, user_agent, detail
                        from audit_event where account_id = :account
                        order by occurred_at desc, id desc limit :limit
                        """)
                .param("account", account.value())
                .param("limit", limit)
                .query((row, number) -> event(row))
                .list();
    }

    void depersonalize(AccountId account) {
        jdbc.sql("""
                        update audit_event set address = null, user_agent = '', detail = '{}' where account_id = :account
                        """).param("account", account.value()).update();
    }

    int purge(Instant before) {
        return jdbc.sql("delete from audit_event where occurred_at < :before")
                .param("before", before.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static AuditEvent event(ResultSet row) throws SQLException {
        return new AuditEvent(
                row.getObject("id", UUID.class),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                AuditAction.of(row.getString("action")),
                new AccountId(row.getObject("account_id", UUID.class)),
                row.getString("address"),
                row.getString("user_agent"),
                JSON.readValue(row.getString("detail"), DETAIL));
    }
}
