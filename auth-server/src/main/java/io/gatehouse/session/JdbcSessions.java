package io.gatehouse.session;

import io.gatehouse.shared.AccountId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
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
            Instant authTime,
            Instant now,
            Instant expiresAt,
            String userAgent,
            String address,
            @Nullable AccountId actingAdmin) {}

    /** A live session and when it was last used. */
    record Found(SsoSession session, Instant lastUsedAt) {}

    Optional<Found> find(byte[] idHash, Instant now, Instant idleSince) {
        return jdbc.sql("""
                        select s.sid, s.account_id, s.auth_time, s.amr, s.created_at, s.expires_at, s.last_used_at, s.acting_admin,
                               a.email, coalesce(nullif(a.profile->>'name', ''), a.email) as display_name,
                               access_role_names(a.account_id, :now) as roles, a.leaving
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
                                                 expires_at, user_agent, address, acting_admin)
                        select :idHash, :sid, a.account_id, :authTime, :amr, :now, :now, :expiresAt, :userAgent,
                               :address::inet, :acting
                        from account_state a where a.account_id = :account and a.status = 'active'
                            and (:acting::uuid is null or not a.leaving)
                        """)
                        .param("idHash", start.idHash())
                        .param("sid", sid)
                        .param("account", start.account().value())
                        .param("authTime", utc(start.authTime()))
                        .param("now", utc(start.now()))
                        .param("amr", start.amr().toArray(String[]::new))
                        .param("expiresAt", utc(start.expiresAt()))
                        .param("userAgent", start.userAgent())
                        .param("address", start.address())
                        .param("acting", acting(start), Types.OTHER)
                        .update()
                == 1;
    }

    private static @Nullable UUID acting(Start start) {
        AccountId admin = start.actingAdmin();
        return admin == null ? null : admin.value();
    }

    /** Gives the account's own live session a new secret, authentication time and end. */
    boolean renew(byte[] previous, Start start, Instant idleSince) {
        return jdbc.sql("""
                        update session_sso s
                        set id_hash = :idHash, auth_time = :authTime, amr = :amr, last_used_at = :now, expires_at = :expiresAt,
                            user_agent = :userAgent, address = :address::inet
                        where s.id_hash = :previous and s.account_id = :account and s.acting_admin is null and
                        """ + LIVE)
                        .param("previous", previous)
                        .param("idHash", start.idHash())
                        .param("account", start.account().value())
                        .param("authTime", utc(start.authTime()))
                        .param("now", utc(start.now()))
                        .param("idleSince", utc(idleSince))
                        .param("amr", start.amr().toArray(String[]::new))
                        .param("expiresAt", utc(start.expiresAt()))
                        .param("userAgent", start.userAgent())
                        .param("address", start.address())
                        .update()
                == 1;
    }

    /** Gives a live session a new secret and leaves the rest as it is. */
    boolean resume(UUID sid, byte[] newIdHash, AccountId account, Instant now, Instant idleSince) {
        return jdbc.sql("""
                        update session_sso s set id_hash = :new, last_used_at = :now
                        where s.sid = :sid and s.account_id = :account and
                        """ + LIVE)
                        .param("sid", sid)
                        .param("new", newIdHash)
                        .param("account", account.value())
                        .param("now", utc(now))
                        .param("idleSince", utc(idleSince))
                        .update()
                == 1;
    }

    /** Where the account is signed in, or would be again as soon as its browser is used; the latest first. */
    List<SignedInDevice> devices(AccountId account, Instant now, Instant idleSince) {
        return jdbc.sql("""
                        with live as (
                            select s.sid, s.user_agent, host(s.address) as address, s.amr, s.created_at, s.last_used_at
                            from session_sso s where s.account_id = :account and
                        """ + LIVE + """

                        ), dormant as (
                            select r.sid, r.user_agent, host(r.address) as address, r.amr, r.created_at, r.last_used_at
                            from session_remembered r
                            where r.account_id = :account and r.expires_at > :now and r.sid not in (select sid from live)
                        )
                        select d.*, exists (
                            select from session_remembered r
                            where r.account_id = :account and r.sid = d.sid and r.expires_at > :now) as remembered
                        from (select * from live union all select * from dormant) d
                        order by d.last_used_at desc, d.sid limit 100
                        """)
                .param("account", account.value())
                .param("now", utc(now))
                .param("idleSince", utc(idleSince))
                .query((row, number) -> device(row))
                .list();
    }

    int live(Instant now, Instant idleSince) {
        return jdbc.sql("select count(*) from (select 1 from session_sso s where " + LIVE + " limit 100000) live")
                .param("now", utc(now))
                .param("idleSince", utc(idleSince))
                .query(Integer.class)
                .single();
    }

    List<UUID> end(UUID sid, AccountId account, Instant now) {
        return jdbc.sql("""
                        update session_sso set ended_at = :now
                        where sid = :sid and account_id = :account and ended_at is null returning sid
                        """)
                .param("sid", sid)
                .param("account", account.value())
                .param("now", utc(now))
                .query(UUID.class)
                .list();
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

    /** As whom an administrator acts in the session, if one does. */
    Optional<Acting> acting(UUID sid) {
        return jdbc.sql(
                        "select account_id, acting_admin from session_sso where sid = :sid and acting_admin is not null")
                .param("sid", sid)
                .query((row, number) -> new Acting(
                        new AccountId(row.getObject("acting_admin", UUID.class)),
                        new AccountId(row.getObject("account_id", UUID.class))))
                .optional();
    }

    /** Also those in which the account acts as somebody else. */
    List<UUID> endAll(AccountId account, Instant now) {
        return jdbc.sql("""
                        update session_sso set ended_at = :now
                        where (account_id = :account or acting_admin = :account) and ended_at is null
                            and expires_at > :now
                        returning sid
                        """)
                .param("account", account.value())
                .param("now", utc(now))
                .query(UUID.class)
                .list();
    }

    /** Likewise. */
    List<UUID> endOthers(AccountId account, UUID kept, Instant now) {
        return jdbc.sql("""
                        update session_sso set ended_at = :now
                        where (account_id = :account or acting_admin = :account) and sid <> :kept and ended_at is null
                            and expires_at > :now
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
                Set.of(texts(row.getArray("roles"))),
                row.getBoolean("leaving"),
                account(row));
        return new Found(session, instant(row, "last_used_at"));
    }

    private static @Nullable AccountId account(ResultSet row) throws SQLException {
        UUID admin = row.getObject("acting_admin", UUID.class);
        return admin == null ? null : new AccountId(admin);
    }

    private static SignedInDevice device(ResultSet row) throws SQLException {
        return new SignedInDevice(
                row.getObject("sid", UUID.class),
                row.getString("user_agent"),
                row.getString("address"),
                List.of(texts(row.getArray("amr"))),
                instant(row, "created_at"),
                instant(row, "last_used_at"),
                row.getBoolean("remembered"));
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
