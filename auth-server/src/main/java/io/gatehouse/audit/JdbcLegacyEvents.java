package io.gatehouse.audit;

import io.gatehouse.shared.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code audit_legacy_event}: rows of the time before the chain. */
final class JdbcLegacyEvents {

    private static final TypeReference<Map<String, String>> DETAIL = new TypeReference<>() {};

    private final JdbcClient jdbc;

    JdbcLegacyEvents(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** A row of then. */
    record Legacy(
            UUID id,
            Instant at,
            String action,
            @Nullable AccountId account,
            RequestFacts facts,
            Map<String, String> detail) {}

    /** Takes rows out of the table; each is seen by one node only. */
    List<Legacy> take(int most) {
        return jdbc.sql("""
                        delete from audit_legacy_event where id in (
                            select id from audit_legacy_event order by id limit :most for update skip locked)
                        returning id, occurred_at, action, account_id, host(address) as address, user_agent, request_id, detail
                        """).param("most", most).query(JdbcLegacyEvents::legacy).list();
    }

    private static Legacy legacy(ResultSet row, int number) throws SQLException {
        UUID account = row.getObject("account_id", UUID.class);
        String address = row.getString("address");
        return new Legacy(
                row.getObject("id", UUID.class),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                row.getString("action"),
                account == null ? null : new AccountId(account),
                new RequestFacts(address, row.getString("user_agent"), row.getString("request_id"), address != null),
                JsonMapper.shared().readValue(row.getString("detail"), DETAIL));
    }
}
