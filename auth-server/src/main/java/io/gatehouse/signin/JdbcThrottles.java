package io.gatehouse.signin;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code signin_throttle}. Rows are always locked in the order of their keys, so that nobody waits in a circle. */
final class JdbcThrottles {

    private final JdbcClient jdbc;

    JdbcThrottles(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** What a key has come to. */
    record Counter(byte[] key, Instant windowStart, int attempts) {}

    /** Counts one attempt for both keys; a window that is over starts anew. */
    List<Counter> count(byte[] accountKey, byte[] networkKey, Instant now, Instant windowOverBefore) {
        return jdbc.sql("""
                        insert into signin_throttle as t (key_hash, window_start, attempts)
                        select k, :now, 1 from unnest(array[:accountKey, :networkKey]::bytea[]) as k order by k
                        on conflict (key_hash) do update
                        set window_start = case when t.window_start <= :overBefore then :now else t.window_start end,
                            attempts = case when t.window_start <= :overBefore then 1 else t.attempts + 1 end
                        returning key_hash, window_start, attempts
                        """)
                .param("accountKey", accountKey)
                .param("networkKey", networkKey)
                .param("now", utc(now))
                .param("overBefore", utc(windowOverBefore))
                .query((row, number) -> new Counter(
                        row.getBytes("key_hash"),
                        row.getObject("window_start", OffsetDateTime.class).toInstant(),
                        row.getInt("attempts")))
                .list();
    }

    void forgive(byte[] accountKey, byte[] networkKey) {
        jdbc.sql("""
                        with locked as (
                            select key_hash from signin_throttle
                            where key_hash in (:accountKey, :networkKey) order by key_hash for update
                        )
                        update signin_throttle t
                        set attempts = case when t.key_hash = :accountKey then 0 else greatest(t.attempts - 1, 0) end
                        from locked where t.key_hash = locked.key_hash
                        """)
                .param("accountKey", accountKey)
                .param("networkKey", networkKey)
                .update();
    }

    int purge(Instant windowOverBefore) {
        return jdbc.sql("delete from signin_throttle where window_start < :overBefore")
                .param("overBefore", utc(windowOverBefore))
                .update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
