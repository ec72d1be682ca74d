package io.gatehouse.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code audit_signing_key}. */
final class JdbcAuditKeys {

    private final JdbcClient jdbc;

    JdbcAuditKeys(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** A key with its encrypted private half, which is empty once it retired, and the keyring's word that it is ours. */
    record Row(PublicKeyEntry entry, byte[] privateKey, boolean active, byte[] mac) {}

    /** All keys, the oldest first. */
    List<Row> all() {
        return jdbc.sql("""
                        select kid, public_key, private_key, retired_at is null as active, introduced_by, introduction, mac
                        from audit_signing_key order by created_at, kid
                        """)
                .query((row, number) -> new Row(
                        new PublicKeyEntry(
                                row.getString("kid"),
                                row.getBytes("public_key"),
                                row.getString("introduced_by"),
                                row.getBytes("introduction")),
                        row.getBytes("private_key"),
                        row.getBoolean("active"),
                        row.getBytes("mac")))
                .list();
    }

    /** False when another key is in use. */
    boolean insert(Row key, Instant now) {
        PublicKeyEntry entry = key.entry();
        return jdbc.sql("""
                        insert into audit_signing_key
                            (kid, public_key, private_key, created_at, introduced_by, introduction, mac)
                        values (:kid, :publicKey, :privateKey, :now, :introducedBy, :introduction::bytea, :mac)
                        on conflict do nothing
                        """)
                        .param("kid", entry.kid())
                        .param("publicKey", entry.publicKey())
                        .param("privateKey", key.privateKey())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("introducedBy", entry.introducedBy())
                        .param("introduction", entry.introduction())
                        .param("mac", key.mac())
                        .update()
                == 1;
    }

    /** Ends a key's use and destroys its private half. False when it was not in use. */
    boolean retire(@Nullable String kid, Instant now) {
        return jdbc.sql("""
                        update audit_signing_key set retired_at = :now, private_key = ''::bytea
                        where kid = :kid and retired_at is null
                        """)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("kid", kid)
                        .update()
                == 1;
    }
}
