package io.gatehouse.client;

import io.gatehouse.keyring.RandomTokens;
import io.gatehouse.shared.UuidV7;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
final class JdbcSecrets {

    private final JdbcClient jdbc;
    private final Clock clock;

    JdbcSecrets(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<StoredSecret> of(String clientId) {
        return jdbc.sql("""
                        select id, hash, declared, extract(epoch from expires_at)::bigint as expiry
                        from client_secret where client_id = :client order by id
                        """)
                .param("client", clientId)
                .query((row, number) -> new StoredSecret(
                        row.getObject("id", UUID.class),
                        row.getString("hash"),
                        row.getBoolean("declared"),
                        instant(row.getObject("expiry", Long.class))))
                .list();
    }

    void insert(String clientId, String hash, boolean declared, @Nullable Instant expiresAt) {
        jdbc.sql("""
                        insert into client_secret (id, client_id, hash, imported, declared, created_at, expires_at)
                        values (:id, :client, :hash, :imported, :declared, :now, :expires)
                        """)
                .param("id", UuidV7.next(clock))
                .param("client", clientId)
                .param("hash", hash)
                .param("imported", hash.startsWith(StoredSecret.KEYED) ? null : RandomTokens.sha256(hash))
                .param("declared", declared)
                .param("now", timestamp(clock.instant()))
                .param("expires", timestamp(expiresAt))
                .update();
    }

    /** The row that was made from this imported hash, also after first use replaced the hash. */
    @Nullable
    UUID imported(String clientId, String hash) {
        return jdbc.sql("select id from client_secret where client_id = :client and imported = :imported")
                .param("client", clientId)
                .param("imported", RandomTokens.sha256(hash))
                .query(UUID.class)
                .optional()
                .orElse(null);
    }

    /** Replaces a slow hash at first use; of parallel first uses one writes. */
    void replace(StoredSecret secret, String keyedHash) {
        jdbc.sql("update client_secret set hash = :keyed where id = :id and hash = :slow")
                .param("keyed", keyedHash)
                .param("id", secret.id())
                .param("slow", secret.hash())
                .update();
    }

    void declare(UUID id, @Nullable Instant expiresAt) {
        jdbc.sql("""
                        update client_secret set declared = true, expires_at = :expires
                        where id = :id and (not declared or expires_at is distinct from :expires)
                        """).param("id", id).param("expires", timestamp(expiresAt)).update();
    }

    void deleteUndeclared(String clientId, List<UUID> keep) {
        jdbc.sql("delete from client_secret where client_id = :client and declared and not (id = any(:keep))")
                .param("client", clientId)
                .param("keep", keep.toArray(UUID[]::new))
                .update();
    }

    static @Nullable Instant instant(@Nullable Long epochSecond) {
        return epochSecond == null ? null : Instant.ofEpochSecond(epochSecond);
    }

    private static @Nullable OffsetDateTime timestamp(@Nullable Instant instant) {
        return instant == null ? null : OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
