package io.gatehouse.session;

import io.gatehouse.shared.AccountId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code session_sso}, read together with the published view {@code account_state}. */
final class JdbcSessions {

    private static final String LIVE = """
            s.ended_at is null and s.expires_at > :now and s.last_used_at > :idleSince""";

    private final JdbcClient jdbc;

    JdbcSessions(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** A session about to begin. */
    record Start(
            byte[] idHash,
            AccountId account,
            List<String> amr,
            Instant now,
            Instant expiresAt,
            String userAgent,
            String address) {}

    /** A live session and when it was last used. */
    record Found(SsoSession session, Instant lastUsedAt) {}

    Optional<Found> find(byte[] idHash, Instant now, Instant idleSince) {
        return jdbc.sql("""
                        select s.sid, s.account_id, s.auth_time, s.amr, s.created_at, s.expires_at, s.last_used_at,
                               a.email, coalesce(nullif(a.profile->>'name', ''), a.email) as display_name, a.roles
                        from session_sso s join account_state a on a.account_id = s.account_id
                        where s.id_hash = :idHash and a.status = 'active' and
                        """ + LIVE)
                .param("idHash", idHash)
                .param("now", utc(now))
                .param("idleSince", utc(idleSince))
                .query((row, number) -> found(row))
                .optional();
    }

    /** Adds a session, unless the account may not sign in. */
    boolean insert(UUID sid, Start start) {
        return jdbc.sql("""
                        insert into session_sso (id_hash, sid, account_id, auth_time, amr, created_at, last_used_at,
                                                 expires_at, user_agent, address)
                        select :idHash, :sid, a.account_id, :now, :amr, :now, :now, :expiresAt, :userAgent, :address::inet
                        from account_state a where a.account_id = :account and a.status = 'active'
                        """)
                        .param("idHash", start.idHash())
                        .param("sid", sid)
                        .param("account", start.account().value())
                        .param("now", utc(start.now()))
                        .param("amr", start.amr().toArray(String[]::new))
                        .param("expiresAt", utc(start.expiresAt()))
                        .param("userAgent", start.userAgent())
                        .param("address", start.address())
                        .update()
                == 1;
    }

    /** Gives the account's own live session a new secret, authentication time and end. */
    boolean renew(byte[] previous, Start start, Instant idleSince) {
        return jdbc.sql("""
                        update session_sso s
                        set id_hash = :idHash, auth_time = :now, amr = :amr, last_used_at = :now, expires_at = :expiresAt,
                            user_agent = :userAgent, address = :address::inet
                        where s.id_hash = :previous and s.account_id = :account and
                        """ + LIVE)
                        .param("previous", previous)
                        .param("idHash", start.idHash())
                        .param("account", start.account().value())
                        .param("now", utc(start.now()))
                        .param("idleSince", utc(idleSince))
                        .param("amr", start.amr().toArray(String[]::new))
                        .param("expiresAt", utc(start.expiresAt()))
                        .param("userAgent", start.userAgent())
                        .param("address", start.address())
                        .update()
                == 1;
    }

    /** Notes the use, unless another request did so meanwhile. */
    void touch(byte[] idHash, Instant before, Instant now) {
        jdbc.sql("update session_sso set last_used_at = :now where id_hash = :idHash and last_used_at = :before")
                .param("idHash", idHash)
                .param("before", utc(before))
                .param("now", utc(now))
                .update();
    }

    List<UUID> end(UUID sid, Instant now) {
        return jdbc.sql("update session_sso set ended_at = :now where sid = :sid and ended_at is null returning sid")
                .param("sid", sid)
                .param("now", utc(now))
                .query(UUID.class)
                .list();
    }

    List<UUID> end(byte[] idHash, Instant now) {
        return jdbc.sql("update session_sso set ended_at = :now where id_hash = :id and ended_at is null returning sid")
                .param("id", idHash)
                .param("now", utc(now))
                .query(UUID.class)
                .list();
    }

    List<UUID> endAll(AccountId account, Instant now) {
        return jdbc.sql("""
                        update session_sso set ended_at = :now
                        where account_id = :account and ended_at is null and expires_at > :now
                        returning sid
                        """)
                .param("account", account.value())
                .param("now", utc(now))
                .query(UUID.class)
                .list();
    }

    List<UUID> endOthers(AccountId account, UUID kept, Instant now) {
        return jdbc.sql("""
                        update session_sso set ended_at = :now
                        where account_id = :account and sid <> :kept and ended_at is null and expires_at > :now
                        returning sid
                        """)
                .param("account", account.value())
                .param("kept", kept)
                .param("now", utc(now))
                .query(UUID.class)
                .list();
    }

    boolean rename(byte[] idHash, byte[] newIdHash) {
        return jdbc.sql("update session_sso set id_hash = :new where id_hash = :old and ended_at is null")
                        .param("old", idHash)
                        .param("new", newIdHash)
                        .update()
                == 1;
    }

    int purge(Instant overBefore) {
        return jdbc.sql("delete from session_sso where expires_at < :overBefore")
                .param("overBefore", utc(overBefore))
                .update();
    }

    private static Found found(ResultSet row) throws SQLException {
        SsoSession session = new SsoSession(
                row.getObject("sid", UUID.class),
                new AccountId(row.getObject("account_id", UUID.class)),
                instant(row, "auth_time"),
                List.of(texts(row.getArray("amr"))),
                instant(row, "created_at"),
                instant(row, "expires_at"),
                row.getString("email"),
                row.getString("display_name"),
                Set.of(texts(row.getArray("roles"))));
        return new Found(session, instant(row, "last_used_at"));
    }

    private static String[] texts(Array array) throws SQLException {
        return (String[]) array.getArray();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
