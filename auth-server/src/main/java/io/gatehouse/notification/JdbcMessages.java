package io.gatehouse.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code notification_message}. */
final class JdbcMessages {

    private final JdbcClient jdbc;

    JdbcMessages(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** A message that this node took; until the lease ends no other node does. */
    record Claimed(UUID id, String kind, byte[] content, int attempts, Instant createdAt) {}

    void insert(UUID id, String kind, byte[] content, Instant now) {
        jdbc.sql("""
                        insert into notification_message (id, kind, content, created_at, next_attempt_at)
                        values (:id, :kind, :content, :now, :now)
                        """)
                .param("id", id)
                .param("kind", kind)
                .param("content", content)
                .param("now", utc(now))
                .update();
    }

    /** Takes the message that is due longest. No transaction stays open while it is sent. */
    Optional<Claimed> claim(Instant now, Duration lease) {
        return jdbc.sql("""
                        update notification_message
                        set attempts = attempts + 1, next_attempt_at = :leased
                        where id = (
                            select id from notification_message
                            where next_attempt_at <= :now and delivered_at is null and failed_at is null
                            order by next_attempt_at
                            limit 1
                            for update skip locked
                        )
                        returning id, kind, content, attempts, created_at
                        """)
                .param("now", utc(now))
                .param("leased", utc(now.plus(lease)))
                .query(JdbcMessages::claimed)
                .optional();
    }

    void delivered(UUID id, Instant now) {
        jdbc.sql("""
                        update notification_message
                        set delivered_at = :now, content = null, last_error = null
                        where id = :id
                        """).param("id", id).param("now", utc(now)).update();
    }

    void retry(UUID id, Instant at, String error) {
        jdbc.sql("""
                        update notification_message
                        set next_attempt_at = :at, last_error = :error
                        where id = :id and delivered_at is null
                        """).param("id", id).param("at", utc(at)).param("error", error).update();
    }

    void failed(UUID id, Instant now, String error) {
        jdbc.sql("""
                        update notification_message
                        set failed_at = :now, content = null, last_error = :error
                        where id = :id and delivered_at is null
                        """)
                .param("id", id)
                .param("now", utc(now))
                .param("error", error)
                .update();
    }

    int due(Instant now) {
        return jdbc.sql("""
                        select count(*) from notification_message
                        where next_attempt_at <= :now and delivered_at is null and failed_at is null
                        """).param("now", utc(now)).query(Integer.class).single();
    }

    int failedSince(Instant since) {
        return jdbc.sql(
                        "select count(*) from notification_message where created_at >= :since and failed_at is not null")
                .param("since", utc(since))
                .query(Integer.class)
                .single();
    }

    int purge(Instant createdBefore) {
        return jdbc.sql("delete from notification_message where created_at < :before")
                .param("before", utc(createdBefore))
                .update();
    }

    private static Claimed claimed(ResultSet row, int number) throws SQLException {
        return new Claimed(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getBytes("content"),
                row.getInt("attempts"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
