package io.gatehouse.audit;

import io.gatehouse.database.SchemaOwner;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code audit_retention} and the function that removes segments. */
final class JdbcRetention {

    private static final int MOST = 100;

    private final JdbcClient jdbc;
    private final SchemaOwner owner;

    JdbcRetention(DataSource dataSource, SchemaOwner owner) {
        this.jdbc = JdbcClient.create(dataSource);
        this.owner = owner;
    }

    /** A closed segment that still has its rows. */
    record Segment(long number, long lastPosition) {}

    /** Tells the database how long events must stay; only the owner of the schema may. */
    void keep(Duration keep) {
        long seconds = jdbc.sql("select extract(epoch from keep)::bigint from audit_retention")
                .query(Long.class)
                .single();
        if (seconds != keep.toSeconds()) {
            JdbcClient.create(owner.dataSource())
                    .sql("update audit_retention set keep = make_interval(secs => :seconds)")
                    .param("seconds", (double) keep.toSeconds())
                    .update();
        }
    }

    /** The oldest segments, as far as all of them was written and signed before. */
    List<Segment> olderThan(Instant limit) {
        return jdbc.sql("""
                        with closed as (
                            select number, first_position, last_position, created_at from audit_checkpoint
                            where last_position >= (select min(position) from audit_link)
                            order by number limit :most),
                        judged as (
                            select number, last_position, bool_and(created_at < :limit and not exists (
                                select from audit_link l join audit_event e on e.id = l.event_id
                                where l.position between first_position and last_position and e.occurred_at >= :limit))
                                over (order by number) as old
                            from closed)
                        select number, last_position from judged where old order by number
                        """)
                .param("most", MOST)
                .param("limit", limit.atOffset(ZoneOffset.UTC))
                .query((row, index) -> new Segment(row.getLong("number"), row.getLong("last_position")))
                .list();
    }

    long remove(Segment segment) {
        return jdbc.sql("select audit_remove_segment(:number)")
                .param("number", segment.number())
                .query(Long.class)
                .single();
    }
}
