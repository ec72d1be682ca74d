package io.gatehouse.webhook;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code webhook_endpoint}. */
final class JdbcEndpoints {

    private final JdbcClient jdbc;

    JdbcEndpoints(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** Secrets as they are stored, the present one first. */
    record Sealed(byte[] secret, byte @Nullable [] previous) {}

    /** Adds an endpoint unless there are as many as there may be. */
    boolean insert(UUID id, WebhookDraft draft, byte[] secret, int most, Instant now) {
        return jdbc.sql("""
                        insert into webhook_endpoint (id, url, description, events, enabled, secret, created_at, updated_at)
                        select :id, :url, :description, :events, :enabled, :secret, :now, :now
                        where (select count(*) from webhook_endpoint) < :most
                        """)
                        .param("id", id)
                        .param("url", draft.url())
                        .param("description", draft.description())
                        .param("events", draft.events().toArray(String[]::new))
                        .param("enabled", draft.enabled())
                        .param("secret", secret)
                        .param("most", most)
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    /** Makes it what the draft says if it still has the version. Being switched on is a new start. */
    boolean update(UUID id, long version, WebhookDraft draft, Instant now) {
        return jdbc.sql("""
                        update webhook_endpoint
                        set url = :url, description = :description, events = :events, version = version + 1, updated_at = :now,
                            failing_since = case when enabled and url = :url then failing_since end,
                            disabled_reason = case when not :enabled then disabled_reason end,
                            disabled_at = case when not :enabled then disabled_at end,
                            enabled = :enabled
                        where id = :id and version = :version
                        """)
                        .param("id", id)
                        .param("version", version)
                        .param("url", draft.url())
                        .param("description", draft.description())
                        .param("events", draft.events().toArray(String[]::new))
                        .param("enabled", draft.enabled())
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    boolean delete(UUID id, long version) {
        return jdbc.sql("delete from webhook_endpoint where id = :id and version = :version")
                        .param("id", id)
                        .param("version", version)
                        .update()
                == 1;
    }

    /** Puts a new secret in the place of the present one, which goes on for a while. */
    boolean rotate(UUID id, byte[] secret, @Nullable Instant previousUntil, Instant now) {
        return jdbc.sql("""
                        update webhook_endpoint
                        set previous_secret = case when :until::timestamptz is not null then secret end,
                            previous_until = :until, secret = :secret, version = version + 1, updated_at = :now
                        where id = :id
                        """)
                        .param("id", id)
                        .param("secret", secret)
                        .param("until", previousUntil == null ? null : utc(previousUntil))
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    /** Forgets former secrets whose time is over. */
    int dropFormerSecrets(Instant now) {
        return jdbc.sql("""
                        update webhook_endpoint set previous_secret = null, previous_until = null
                        where previous_until <= :now
                        """).param("now", utc(now)).update();
    }

    Optional<Sealed> secrets(UUID id, Instant now) {
        return jdbc.sql("""
                        select secret, case when previous_until > :now then previous_secret end as previous
                        from webhook_endpoint where id = :id
                        """)
                .param("id", id)
                .param("now", utc(now))
                .query((row, number) -> new Sealed(row.getBytes("secret"), row.getBytes("previous")))
                .optional();
    }

    Optional<WebhookEndpoint> find(UUID id) {
        return jdbc.sql("select * from webhook_endpoint where id = :id")
                .param("id", id)
                .query(JdbcEndpoints::endpoint)
                .optional();
    }

    List<WebhookEndpoint> list(@Nullable UUID after, int limit) {
        return jdbc.sql("""
                        select * from webhook_endpoint
                        where :after::uuid is null or id > :after::uuid order by id limit :limit
                        """)
                .param("after", after)
                .param("limit", limit)
                .query(JdbcEndpoints::endpoint)
                .list();
    }

    List<WebhookEndpoint> enabled() {
        return jdbc.sql("select * from webhook_endpoint where enabled order by id")
                .query(JdbcEndpoints::endpoint)
                .list();
    }

    void succeeded(UUID id) {
        jdbc.sql("update webhook_endpoint set failing_since = null where id = :id and failing_since is not null")
                .param("id", id)
                .update();
    }

    void failed(UUID id, Instant now) {
        jdbc.sql(
                        "update webhook_endpoint set failing_since = :now where id = :id and failing_since is null and enabled")
                .param("id", id)
                .param("now", utc(now))
                .update();
    }

    /** Switches it off if it is on and, where a moment is given, has been failing since before then. */
    boolean disable(UUID id, String reason, @Nullable Instant failingBefore, Instant now) {
        return jdbc.sql("""
                        update webhook_endpoint
                        set enabled = false, disabled_reason = :reason, disabled_at = :now, version = version + 1,
                            updated_at = :now
                        where id = :id and enabled and (:before::timestamptz is null or failing_since <= :before)
                        """)
                        .param("id", id)
                        .param("reason", reason)
                        .param("before", failingBefore == null ? null : utc(failingBefore))
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    private static WebhookEndpoint endpoint(ResultSet row, int number) throws SQLException {
        return new WebhookEndpoint(
                row.getObject("id", UUID.class),
                row.getString("url"),
                row.getString("description"),
                texts(row.getArray("events")),
                row.getBoolean("enabled"),
                row.getString("disabled_reason"),
                instant(row, "disabled_at"),
                instant(row, "failing_since"),
                instant(row, "previous_until"),
                row.getLong("version"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
