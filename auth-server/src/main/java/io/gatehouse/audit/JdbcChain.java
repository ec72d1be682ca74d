package io.gatehouse.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code audit_queue}, {@code audit_link} and {@code audit_checkpoint}. */
final class JdbcChain {

    private static final long SEALER_LOCK = 7161746569L;

    private final JdbcClient jdbc;

    JdbcChain(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** The end of the chain. */
    record Head(long position, byte[] chainHash) {
        static final Head NONE = new Head(0, TrailHash.NOTHING);
    }

    boolean waiting() {
        return jdbc.sql("select exists (select from audit_queue)")
                .query(Boolean.class)
                .single();
    }

    /** Of all sealers on all nodes one gets it, until its transaction ends. */
    boolean tryLock() {
        return jdbc.sql("select pg_try_advisory_xact_lock(:key)")
                .param("key", SEALER_LOCK)
                .query(Boolean.class)
                .single();
    }

    List<StoredEvent> queued(int limit) {
        return jdbc.sql("select" + EventRows.COLUMNS + """
                        from audit_queue q join audit_event e on e.id = q.event_id
                        order by q.event_id limit :limit
                        """)
                .param("limit", limit)
                .query(EventRows::read)
                .list();
    }

    Head head() {
        return jdbc.sql("select position, chain_hash from audit_link order by position desc limit 1")
                .query((row, number) -> new Head(row.getLong("position"), row.getBytes("chain_hash")))
                .optional()
                .orElse(Head.NONE);
    }

    /** Gives events their places, the first one behind the given position, and takes them off the queue. */
    void append(long after, List<SealedRow> rows) {
        jdbc.sql("""
                        with taken as (delete from audit_queue where event_id = any(:ids::uuid[]))
                        insert into audit_link (position, event_id, event_hash, chain_hash)
                        select :after + place, id, event_hash, chain_hash
                        from unnest(:ids::uuid[], :eventHashes, :chainHashes) with ordinality as t (id, event_hash, chain_hash, place)
                        """)
                .param("after", after)
                .param("ids", rows.stream().map(row -> row.eventId().toString()).toArray(String[]::new))
                .param("eventHashes", rows.stream().map(SealedRow::eventHash).toArray(byte[][]::new))
                .param("chainHashes", rows.stream().map(SealedRow::chainHash).toArray(byte[][]::new))
                .update();
    }

    List<SealedRow> rows(long after, long through, int limit) {
        return jdbc.sql("select l.position, l.event_id, l.event_hash, l.chain_hash, " + EventRows.COLUMNS + """
                        from audit_link l left join audit_event e on e.id = l.event_id
                        where l.position > :after and l.position <= :through
                        order by l.position limit :limit
                        """)
                .param("after", after)
                .param("through", through)
                .param("limit", limit)
                .query(JdbcChain::sealedRow)
                .list();
    }

    private static SealedRow sealedRow(ResultSet row, int number) throws SQLException {
        return new SealedRow(
                row.getLong("position"),
                row.getObject("event_id", UUID.class),
                row.getBytes("event_hash"),
                row.getBytes("chain_hash"),
                row.getObject("id", UUID.class) == null ? null : EventRows.read(row, number));
    }

    @Nullable
    AuditCheckpoint lastCheckpoint() {
        return checkpointsWhere("true order by number desc limit 1", 0).stream()
                .findFirst()
                .orElse(null);
    }

    /** A page of checkpoints, the first one with a number above the given one. */
    List<AuditCheckpoint> checkpoints(long after) {
        return checkpointsWhere("number > :number order by number limit 1000", after);
    }

    private List<AuditCheckpoint> checkpointsWhere(String condition, long number) {
        JdbcClient.StatementSpec statement = jdbc.sql("""
                select version, number, first_position, last_position, root, chain_hash, previous_hash, intact, created_at,
                    kid, signature
                from audit_checkpoint where\s""" + condition);
        if (condition.contains(":number")) {
            statement = statement.param("number", number);
        }
        return statement
                .query((row, index) -> new AuditCheckpoint(
                        row.getInt("version"),
                        row.getLong("number"),
                        row.getLong("first_position"),
                        row.getLong("last_position"),
                        row.getBytes("root"),
                        row.getBytes("chain_hash"),
                        row.getBytes("previous_hash"),
                        row.getBoolean("intact"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getString("kid"),
                        row.getBytes("signature")))
                .list();
    }

    void insert(AuditCheckpoint checkpoint) {
        jdbc.sql("""
                        insert into audit_checkpoint (number, version, first_position, last_position, root, chain_hash,
                            previous_hash, intact, created_at, kid, signature)
                        values (:number, :version, :first, :last, :root, :chainHash, :previousHash, :intact, :at, :kid, :signature)
                        """)
                .param("number", checkpoint.number())
                .param("version", checkpoint.version())
                .param("first", checkpoint.firstPosition())
                .param("last", checkpoint.lastPosition())
                .param("root", checkpoint.root())
                .param("chainHash", checkpoint.chainHash())
                .param("previousHash", checkpoint.previousHash())
                .param("intact", checkpoint.intact())
                .param("at", checkpoint.createdAt().atOffset(ZoneOffset.UTC))
                .param("kid", checkpoint.kid())
                .param("signature", checkpoint.signature())
                .update();
    }

    /** The id that ends a portion of the events, or null when the rest is smaller than one. */
    @Nullable
    UUID portion(UUID after, int size) {
        return jdbc.sql("select id from audit_event where id > :after order by id offset :size limit 1")
                .param("after", after)
                .param("size", size - 1)
                .query(UUID.class)
                .optional()
                .orElse(null);
    }

    /** Events that neither have a place nor wait for one. */
    List<UUID> strays(UUID after, UUID through) {
        return jdbc.sql("""
                        select e.id from audit_event e
                        where e.id > :after and e.id <= :through
                          and not exists (
                              select from audit_link l
                              where l.event_id = e.id and l.event_id > :after and l.event_id <= :through)
                          and not exists (select from audit_queue q where q.event_id = e.id)
                        order by e.id limit 1000
                        """)
                .param("after", after)
                .param("through", through)
                .query(UUID.class)
                .list();
    }

    /** Events that wait for a place, but are gone. */
    List<UUID> lost() {
        return jdbc.sql("""
                        select q.event_id from audit_queue q
                        where not exists (select from audit_event e where e.id = q.event_id)
                        order by q.event_id limit 1000
                        """).query(UUID.class).list();
    }

    long queueLength() {
        return jdbc.sql("select count(*) from audit_queue").query(Long.class).single();
    }

    @Nullable
    OffsetDateTime timeOf(long position) {
        return jdbc.sql("""
                        select e.occurred_at from audit_link l join audit_event e on e.id = l.event_id
                        where l.position = :position
                        """)
                .param("position", position)
                .query(OffsetDateTime.class)
                .optional()
                .orElse(null);
    }
}
