package io.gatehouse.session;

import io.gatehouse.shared.AccountId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code session_device}. */
final class JdbcDevices {

    private static final UUID NOBODY = new UUID(0, 0);

    private final JdbcClient jdbc;

    JdbcDevices(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    boolean knows(byte[] hash, @Nullable AccountId account) {
        return jdbc.sql(
                        "select exists (select from session_device where account_id = :account and device_hash = :hash)")
                .param("account", account == null ? NOBODY : account.value())
                .param("hash", hash)
                .query(Boolean.class)
                .single();
    }

    boolean touch(byte[] hash, AccountId account, Instant now) {
        return jdbc.sql(
                                "update session_device set last_seen_at = :now where account_id = :account and device_hash = :hash")
                        .param("account", account.value())
                        .param("hash", hash)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Adds the browser and says whether the account knew another one. */
    boolean insert(byte[] hash, AccountId account, Instant now) {
        return jdbc.sql("""
                        with added as (
                            insert into session_device (account_id, device_hash, first_seen_at, last_seen_at)
                            values (:account, :hash, :now, :now)
                            on conflict on constraint session_device_pkey do update set last_seen_at = :now
                        )
                        select exists (select from session_device where account_id = :account and device_hash <> :hash)
                        """)
                .param("account", account.value())
                .param("hash", hash)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    int purge(Instant lastSeenBefore) {
        return jdbc.sql("delete from session_device where last_seen_at < :before")
                .param("before", lastSeenBefore.atOffset(ZoneOffset.UTC))
                .update();
    }
}
