package io.gatehouse.signin;

import io.gatehouse.shared.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code signin_pending}, read together with the published view {@code account_state}. */
final class JdbcPendingSignIns {

    private final JdbcClient jdbc;

    JdbcPendingSignIns(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    void insert(byte[] idHash, PendingSignIn pending, Instant expiresAt) {
        jdbc.sql("""
                        insert into signin_pending (id_hash, account_id, amr, multi_factor, again, remember, continue_to,
                                                    started_at, expires_at)
                        values (:id, :account, :amr, :multiFactor, :again, :remember, :continueTo, :startedAt, :expiresAt)
                        """)
                .param("id", idHash)
                .param("account", pending.account().value())
                .param("amr", pending.amr().toArray(String[]::new))
                .param("multiFactor", pending.goal().multiFactor())
                .param("again", pending.goal().again())
                .param("remember", pending.goal().remember())
                .param("continueTo", pending.continueTo())
                .param("startedAt", utc(pending.startedAt()))
                .param("expiresAt", utc(expiresAt))
                .update();
    }

    Optional<PendingSignIn> find(byte[] idHash, Instant now) {
        return jdbc.sql("""
                        select p.*, a.email from signin_pending p join account_state a on a.account_id = p.account_id
                        where p.id_hash = :id and p.expires_at > :now and a.status = 'active'
                        """)
                .param("id", idHash)
                .param("now", utc(now))
                .query((row, number) -> pending(row))
                .optional();
    }

    /** Takes the row away. False when another request did so before: only one of them goes on. */
    boolean take(byte[] idHash, Instant now) {
        return jdbc.sql("delete from signin_pending where id_hash = :id and expires_at > :now")
                        .param("id", idHash)
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    int endAll(AccountId account) {
        return jdbc.sql("delete from signin_pending where account_id = :account")
                .param("account", account.value())
                .update();
    }

    int purge(Instant now) {
        return jdbc.sql("delete from signin_pending where expires_at <= :now")
                .param("now", utc(now))
                .update();
    }

    private static PendingSignIn pending(ResultSet row) throws SQLException {
        return new PendingSignIn(
                new AccountId(row.getObject("account_id", UUID.class)),
                row.getString("email"),
                List.of((String[]) row.getArray("amr").getArray()),
                new PendingSignIn.Goal(
                        row.getBoolean("multi_factor"), row.getBoolean("again"), row.getBoolean("remember")),
                row.getString("continue_to"),
                row.getObject("started_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
