package io.gatehouse.throttle;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code throttle_counter}. Rows are always locked in the order of their keys, so that nobody waits in a circle. */
final class JdbcCounters {

    private static final int LONGEST_WAIT_SECONDS = 60;

    private final JdbcClient jdbc;

    JdbcCounters(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** What a key has come to: how many, by whom the last one was counted, and from when on the next one is. */
    record Counter(byte[] key, int attempts, UUID lastAttempt, Instant freeAt) {}

    /**
     * Counts one attempt with each key, unless one of them is closed at the moment: then nothing is written, so that knocking
     * at a closed door costs no row. A window that is over starts anew. The row lock makes parallel attempts queue up, so that
     * not one more than allowed gets through.
     */
    List<Counter> count(UUID id, List<Limit> limits, Instant now, Duration window) {
        return jdbc.sql("""
                        with closed as (
                            select key_hash, attempts, last_attempt, free_at from throttle_counter
                            where key_hash = any (:keys::bytea[]) and free_at > :now
                        ), counted as (
                            insert into throttle_counter as t
                                (key_hash, window_start, attempts, soft_limit, hard_limit, last_attempt, free_at)
                            select k.key, :now, 1, k.soft, k.hard, :id, case
                                       when 1 >= k.hard then :now + :window * interval '1 second'
                                       when 1 >= k.soft then :now + interval '1 second'
                                       else :now
                                   end
                            from unnest(:keys::bytea[], :soft::int[], :hard::int[]) as k(key, soft, hard)
                            where not exists (select from closed)
                            order by k.key
                            on conflict (key_hash) do update set
                                (window_start, attempts, soft_limit, hard_limit, last_attempt, free_at) = (
                                    select n.start, n.attempts, excluded.soft_limit, excluded.hard_limit, :id, case
                                               when n.attempts >= excluded.hard_limit
                                               then n.start + :window * interval '1 second'
                                               when n.attempts >= excluded.soft_limit
                                               then :now + least(:longest, 2 ^ least(n.attempts - excluded.soft_limit, 20))
                                                    * interval '1 second'
                                               else :now
                                           end
                                    from (select case when o.over then :now else t.window_start end as start,
                                                 case when o.over then 1 else t.attempts + 1 end as attempts
                                          from (select t.window_start <= :now - :window * interval '1 second' as over) o) n
                                    where t.free_at <= :now
                                    union all
                                    select t.window_start, t.attempts, t.soft_limit, t.hard_limit, t.last_attempt, t.free_at
                                    where t.free_at > :now
                                )
                            returning key_hash, attempts, last_attempt, free_at
                        )
                        select * from counted union all select * from closed
                        """)
                .param("id", id)
                .param("now", utc(now))
                .param("window", window.toSeconds())
                .param("longest", LONGEST_WAIT_SECONDS)
                .param("keys", keys(limits))
                .param("soft", limits.stream().map(Limit::soft).toArray(Integer[]::new))
                .param("hard", limits.stream().map(Limit::hard).toArray(Integer[]::new))
                .query((row, number) -> new Counter(
                        row.getBytes("key_hash"),
                        row.getInt("attempts"),
                        row.getObject("last_attempt", UUID.class),
                        row.getObject("free_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Takes one attempt back, all of them where the counter is the person's own. */
    void forgive(List<Limit> limits, Instant now) {
        jdbc.sql("""
                        with locked as (
                            select t.key_hash, k.own
                            from unnest(:keys::bytea[], :own::boolean[]) as k(key, own)
                            join throttle_counter t on t.key_hash = k.key
                            order by t.key_hash for update of t
                        )
                        update throttle_counter t
                        set attempts = case when locked.own then 0 else greatest(t.attempts - 1, 0) end,
                            free_at = case when locked.own or t.attempts - 1 < t.hard_limit then :now else t.free_at end
                        from locked where t.key_hash = locked.key_hash
                        """)
                .param("keys", keys(limits))
                .param("own", limits.stream().map(Limit::own).toArray(Boolean[]::new))
                .param("now", utc(now))
                .update();
    }

    int purge(Instant windowOverBefore) {
        return jdbc.sql("delete from throttle_counter where window_start < :before")
                .param("before", utc(windowOverBefore))
                .update();
    }

    private static byte[][] keys(List<Limit> limits) {
        return limits.stream().map(Limit::key).toArray(byte[][]::new);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
