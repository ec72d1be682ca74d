package io.gatehouse.session;

import io.gatehouse.shared.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code session_remembered}, read together with the published view {@code account_state}. */
final class JdbcRememberedBrowsers {

    private final JdbcClient jdbc;

    JdbcRememberedBrowsers(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** A series that is still good, whatever secret was shown. */
    record Series(
            AccountId account,
            String email,
            byte[] tokenHash,
            byte @Nullable [] previousHash,
            @Nullable Instant rotatedAt,
            UUID sid,
            Instant authTime,
            List<String> amr,
            Instant expiresAt) {}

    void insert(RememberedToken token, SsoSession session, Instant now, Instant expiresAt, Origin origin) {
        jdbc.sql("""
                        insert into session_remembered (series_hash, token_hash, account_id, sid, auth_time, amr, created_at,
                                                        last_used_at, expires_at, user_agent, address)
                        values (:series, :token, :account, :sid, :authTime, :amr, :now, :now, :expiresAt, :userAgent,
                                :address::inet)
                        """)
                .param("series", token.seriesHash())
                .param("token", token.hash())
                .param("account", session.accountId().value())
                .param("sid", session.sid())
                .param("authTime", utc(session.authTime()))
                .param("amr", session.amr().toArray(String[]::new))
                .param("now", utc(now))
                .param("expiresAt", utc(expiresAt))
                .param("userAgent", origin.userAgent())
                .param("address", origin.address())
                .update();
    }

    /** Where a request comes from. */
    record Origin(String userAgent, String address) {}

    Optional<Series> find(byte[] seriesHash, Instant now) {
        return jdbc.sql("""
                        select r.*, a.email
                        from session_remembered r join account_state a on a.account_id = r.account_id
                        where r.series_hash = :series and r.expires_at > :now and a.status = 'active'
                        """)
                .param("series", seriesHash)
                .param("now", utc(now))
                .query((row, number) -> series(row))
                .optional();
    }

    /** Replaces the secret, for exactly one of any number of callers that show it. */
    boolean rotate(RememberedToken shown, byte[] childHash, Instant now, Origin origin) {
        return jdbc.sql("""
                        update session_remembered
                        set previous_hash = token_hash, token_hash = :child, rotated_at = :now,
                            last_used_at = :now, user_agent = :userAgent, address = :address::inet
                        where series_hash = :series and token_hash = :shown and expires_at > :now
                        """)
                        .param("series", shown.seriesHash())
                        .param("shown", shown.hash())
                        .param("child", childHash)
                        .param("now", utc(now))
                        .param("userAgent", origin.userAgent())
                        .param("address", origin.address())
                        .update()
                == 1;
    }

    /** Notes which session goes on in the browser. */
    void follow(byte[] seriesHash, UUID sid) {
        jdbc.sql("update session_remembered set sid = :sid where series_hash = :series")
                .param("series", seriesHash)
                .param("sid", sid)
                .update();
    }

    void forget(byte[] seriesHash) {
        jdbc.sql("delete from session_remembered where series_hash = :series")
                .param("series", seriesHash)
                .update();
    }

    void forget(Collection<UUID> sids) {
        jdbc.sql("delete from session_remembered where sid in (:sids)")
                .param("sids", sids)
                .update();
    }

    boolean forget(AccountId account, UUID sid) {
        return jdbc.sql("delete from session_remembered where sid = :sid and account_id = :account")
                        .param("sid", sid)
                        .param("account", account.value())
                        .update()
                > 0;
    }

    void forgetAll(AccountId account) {
        jdbc.sql("delete from session_remembered where account_id = :account")
                .param("account", account.value())
                .update();
    }

    void forgetOthers(AccountId account, UUID kept) {
        jdbc.sql("delete from session_remembered where account_id = :account and sid <> :kept")
                .param("account", account.value())
                .param("kept", kept)
                .update();
    }

    int purge(Instant now) {
        return jdbc.sql("delete from session_remembered where expires_at <= :now")
                .param("now", utc(now))
                .update();
    }

    private static Series series(ResultSet row) throws SQLException {
        OffsetDateTime rotatedAt = row.getObject("rotated_at", OffsetDateTime.class);
        return new Series(
                new AccountId(row.getObject("account_id", UUID.class)),
                row.getString("email"),
                row.getBytes("token_hash"),
                row.getBytes("previous_hash"),
                rotatedAt == null ? null : rotatedAt.toInstant(),
                row.getObject("sid", UUID.class),
                row.getObject("auth_time", OffsetDateTime.class).toInstant(),
                List.of((String[]) row.getArray("amr").getArray()),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
