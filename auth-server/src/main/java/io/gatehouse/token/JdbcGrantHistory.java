package io.gatehouse.token;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Grants as administrators look back at them. */
final class JdbcGrantHistory {

    private final JdbcClient jdbc;

    JdbcGrantHistory(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    ScopeUse scopesOf(String clientId, Instant from, int most) {
        return jdbc.sql("""
                        with latest as materialized (
                            select scopes, created_at from oauth_grant
                            where client_id = :client and created_at >= :from
                            order by created_at desc limit :most)
                        select count(*) as grants, min(created_at) as since,
                               (select array_agg(distinct scope) from latest cross join unnest(scopes) scope) as scopes
                        from latest
                        """)
                .param("client", clientId)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query((row, number) -> use(row))
                .single();
    }

    Map<String, Long> liveByClient(Instant now, int most) {
        Map<String, Long> counts = new LinkedHashMap<>();
        jdbc.sql("""
                        select client_id, count(*) as grants from oauth_grant
                        where revoked_at is null and expires_at > :now
                        group by client_id order by grants desc, client_id limit :most
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query(row -> {
                    counts.put(row.getString("client_id"), row.getLong("grants"));
                });
        return counts;
    }

    private static ScopeUse use(ResultSet row) throws SQLException {
        Timestamp since = row.getTimestamp("since");
        Array scopes = row.getArray("scopes");
        return new ScopeUse(
                row.getLong("grants"),
                since == null ? null : since.toInstant(),
                scopes == null ? Set.of() : Set.of((String[]) scopes.getArray()));
    }
}
