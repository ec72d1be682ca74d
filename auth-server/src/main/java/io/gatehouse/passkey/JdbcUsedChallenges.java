package io.gatehouse.passkey;

import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code passkey_used_challenge}. */
final class JdbcUsedChallenges {

    private final JdbcClient jdbc;

    JdbcUsedChallenges(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** Marks it as used. False when it was before: of many at once, one gets through. */
    boolean insert(byte[] hash, Instant expiresAt) {
        return jdbc.sql("""
                        insert into passkey_used_challenge (challenge_hash, expires_at) values (:hash, :expiresAt)
                        on conflict (challenge_hash) do nothing
                        """)
                        .param("hash", hash)
                        .param("expiresAt", expiresAt.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    int purge(Instant expiredBefore) {
        return jdbc.sql("delete from passkey_used_challenge where expires_at < :before")
                .param("before", expiredBefore.atOffset(ZoneOffset.UTC))
                .update();
    }
}
