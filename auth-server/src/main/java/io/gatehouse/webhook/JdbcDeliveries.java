package io.gatehouse.webhook;

import static io.gatehouse.webhook.JdbcEndpoints.instant;
import static io.gatehouse.webhook.JdbcEndpoints.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code webhook_delivery} and {@code webhook_cursor}. */
final class JdbcDeliveries {

    private static final int PURGE_BATCH = 5000;

    private final JdbcClient jdbc;

    JdbcDeliveries(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** An event for an endpoint. */
    record Planned(UUID id, UUID endpoint, @Nullable Long position, UUID event, String type) {}

    /** A delivery that this node took; until the lease ends no other node does. */
    record Claimed(
            UUID id,
            UUID endpoint,
            String url,
            @Nullable Long position,
            UUID event,
            String type,
            int attempts,
            int tries,
            Instant createdAt) {}

    /** How an attempt ended. */
    record Attempt(@Nullable Integer status, @Nullable String error, int millis) {}

    /** How far the trail was read. */
    long position() {
        return jdbc.sql("select position from webhook_cursor").query(Long.class).single();
    }

    /** The same, held until the transaction ends; nothing while another node holds it. */
    Optional<Long> lockPosition() {
        return jdbc.sql("select position from webhook_cursor for update skip locked")
                .query(Long.class)
                .optional();
    }

    void moveTo(long position) {
        jdbc.sql("update webhook_cursor set position = :position where position <> :position")
                .param("position", position)
                .update();
    }

    void insert(List<Planned> deliveries, Instant now) {
        if (deliveries.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into webhook_delivery (id, endpoint_id, position, event_id, type, state, next_at, created_at)
                        select id, endpoint_id, position, event_id, type, 'pending', :now, :now
                        from unnest(:ids::uuid[], :endpoints::uuid[], :positions::bigint[], :events::uuid[], :types::text[])
                            as t (id, endpoint_id, position, event_id, type)
                        on conflict on constraint webhook_delivery_event_key do nothing
                        """)
                .param("ids", texts(deliveries, Planned::id))
                .param("endpoints", texts(deliveries, Planned::endpoint))
                .param("positions", deliveries.stream().map(Planned::position).toArray(Long[]::new))
                .param("events", texts(deliveries, Planned::event))
                .param("types", deliveries.stream().map(Planned::type).toArray(String[]::new))
                .param("now", utc(now))
                .update();
    }

    /** Takes what is due: at most a share for each endpoint, so that none waits behind another, and none of the busy ones. */
    List<Claimed> claim(Instant now, Instant leasedUntil, int limit, int share, Collection<UUID> busy) {
        return jdbc.sql("""
                        with due as (
                            select d.id, e.url
                            from webhook_endpoint e cross join lateral (
                                select id from webhook_delivery
                                where endpoint_id = e.id and state = 'pending' and next_at <= :now
                                  and (leased_until is null or leased_until <= :now)
                                order by next_at limit :share
                                for update skip locked) d
                            where e.enabled and e.id <> all(:busy::uuid[])
                            limit :limit)
                        update webhook_delivery d
                        set attempts = d.attempts + 1, tries = d.tries + 1, leased_until = :leased
                        from due where d.id = due.id
                        returning d.id, d.endpoint_id, due.url, d.position, d.event_id, d.type, d.attempts, d.tries, d.created_at
                        """)
                .param("now", utc(now))
                .param("leased", utc(leasedUntil))
                .param("limit", limit)
                .param("share", share)
                .param("busy", busy.stream().map(UUID::toString).toArray(String[]::new))
                .query(JdbcDeliveries::claimed)
                .list();
    }

    /** Ends a delivery, or lets it wait for its next try; not if somebody else has taken it since. */
    boolean settle(Claimed claimed, String state, @Nullable Instant nextAt, Attempt attempt, Instant now) {
        return jdbc.sql("""
                        update webhook_delivery
                        set state = :state, next_at = coalesce(:next::timestamptz, next_at), leased_until = null,
                            last_status = :status::integer, last_error = :error, last_millis = :millis,
                            finished_at = case when :state <> 'pending' then :now::timestamptz end
                        where id = :id and attempts = :attempts and state = 'pending'
                        """)
                        .param("id", claimed.id())
                        .param("attempts", claimed.attempts())
                        .param("state", state)
                        .param("next", nextAt == null ? null : utc(nextAt))
                        .param("status", attempt.status())
                        .param("error", attempt.error())
                        .param("millis", attempt.millis())
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    /** Sends it again from the start, unless it is being sent at this very moment or the endpoint is switched off. */
    boolean again(UUID endpoint, UUID id, Instant now) {
        return jdbc.sql("""
                        update webhook_delivery
                        set state = 'pending', tries = 0, next_at = :now, finished_at = null
                        where id = :id and endpoint_id = :endpoint and (leased_until is null or leased_until <= :now)
                          and exists (select from webhook_endpoint e where e.id = :endpoint and e.enabled)
                        """)
                        .param("id", id)
                        .param("endpoint", endpoint)
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    Optional<WebhookDelivery> find(UUID endpoint, UUID id) {
        return jdbc.sql("select * from webhook_delivery where id = :id and endpoint_id = :endpoint")
                .param("id", id)
                .param("endpoint", endpoint)
                .query(JdbcDeliveries::delivery)
                .optional();
    }

    /** The log of an endpoint, the newest first. */
    List<WebhookDelivery> list(DeliveryQuery query) {
        StringBuilder sql = new StringBuilder("select * from webhook_delivery where endpoint_id = :endpoint ");
        if (query.state() != null) {
            sql.append("and state = :state ");
        }
        if (query.type() != null) {
            sql.append("and type = :type ");
        }
        if (query.after() != null) {
            sql.append("and id < :after ");
        }
        return jdbc.sql(sql.append("order by id desc limit :limit").toString())
                .param("endpoint", query.endpoint())
                .param("state", query.state())
                .param("type", query.type())
                .param("after", query.after())
                .param("limit", query.limit())
                .query(JdbcDeliveries::delivery)
                .list();
    }

    /** Removes what is older, a bounded portion at a time. */
    int purge(Instant before) {
        return jdbc.sql("""
                        delete from webhook_delivery where id in (
                            select id from webhook_delivery where created_at < :before order by created_at limit :batch)
                        """)
                .param("before", utc(before))
                .param("batch", PURGE_BATCH)
                .update();
    }

    private static String[] texts(List<Planned> deliveries, Function<Planned, UUID> part) {
        return deliveries.stream().map(part).map(UUID::toString).toArray(String[]::new);
    }

    private static Claimed claimed(ResultSet row, int number) throws SQLException {
        return new Claimed(
                row.getObject("id", UUID.class),
                row.getObject("endpoint_id", UUID.class),
                row.getString("url"),
                row.getObject("position", Long.class),
                row.getObject("event_id", UUID.class),
                row.getString("type"),
                row.getInt("attempts"),
                row.getInt("tries"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static WebhookDelivery delivery(ResultSet row, int number) throws SQLException {
        String state = row.getString("state");
        return new WebhookDelivery(
                row.getObject("id", UUID.class),
                row.getObject("event_id", UUID.class),
                row.getString("type"),
                state,
                row.getInt("attempts"),
                state.equals("pending") ? instant(row, "next_at") : null,
                row.getObject("last_status", Integer.class),
                row.getString("last_error"),
                row.getObject("last_millis", Integer.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "finished_at"));
    }
}
