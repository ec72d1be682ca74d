package io.gatehouse.client;

import io.gatehouse.keyring.RandomTokens;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
final class JdbcReplays {

    private final JdbcClient jdbc;

    JdbcReplays(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many rows were written: 1 for the first use on any node, 0 for every other. */
    int remember(String issuer, String jti, Instant expiresAt) {
        return jdbc.sql("""
                        insert into oauth_replay (issuer, jti_hash, expires_at) values (:issuer, :jti, :expires)
                        on conflict do nothing
                        """)
                .param("issuer", issuer)
                .param("jti", RandomTokens.sha256(jti))
                .param("expires", OffsetDateTime.ofInstant(expiresAt, ZoneOffset.UTC))
                .update();
    }

    int purge(Instant now) {
        return jdbc.sql("delete from oauth_replay where expires_at < :now")
                .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .update();
    }
}
