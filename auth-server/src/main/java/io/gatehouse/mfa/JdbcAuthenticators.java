package io.gatehouse.mfa;

import io.gatehouse.shared.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code mfa_totp}. */
final class JdbcAuthenticators {

    private final JdbcClient jdbc;

    JdbcAuthenticators(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** A seed as it is stored. */
    record Sealed(UUID id, byte[] seed) {}

    /** A row to be. */
    record New(UUID id, AccountId account, String name, byte[] seed, long lastStep) {}

    boolean any(AccountId account) {
        return jdbc.sql("select exists (select from mfa_totp where account_id = :account)")
                .param("account", account.value())
                .query(Boolean.class)
                .single();
    }

    /** How many people have one. */
    long people() {
        return jdbc.sql("select count(distinct account_id) from mfa_totp")
                .query(Long.class)
                .single();
    }

    List<Authenticator> list(AccountId account) {
        return jdbc.sql("select * from mfa_totp where account_id = :account order by created_at, id")
                .param("account", account.value())
                .query((row, number) -> authenticator(row))
                .list();
    }

    List<Sealed> seeds(AccountId account) {
        return jdbc.sql(
                        "select id, seed from mfa_totp where account_id = :account order by last_used_at desc nulls last, id")
                .param("account", account.value())
                .query((row, number) -> new Sealed(row.getObject("id", UUID.class), row.getBytes("seed")))
                .list();
    }

    /** Adds one. False when it is there already, or the account has as many as it may have. */
    boolean insert(New added, int most, Instant now) {
        return jdbc.sql("""
                        insert into mfa_totp (id, account_id, name, seed, last_step, created_at)
                        select :id, :account, :name, :seed, :step, :now
                        where (select count(*) from mfa_totp where account_id = :account) < :most
                        on conflict on constraint mfa_totp_pkey do nothing
                        """)
                        .param("id", added.id())
                        .param("account", added.account().value())
                        .param("name", added.name())
                        .param("seed", added.seed())
                        .param("step", added.lastStep())
                        .param("now", utc(now))
                        .param("most", most)
                        .update()
                == 1;
    }

    /** Takes the code of a time step. False when it, or a later one, was taken before: a code works once (RFC 6238 5.2). */
    boolean take(UUID id, long step, Instant now) {
        return jdbc.sql(
                                "update mfa_totp set last_step = :step, last_used_at = :now where id = :id and last_step < :step")
                        .param("id", id)
                        .param("step", step)
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    boolean delete(AccountId account, UUID id) {
        return jdbc.sql("delete from mfa_totp where id = :id and account_id = :account")
                        .param("id", id)
                        .param("account", account.value())
                        .update()
                == 1;
    }

    int deleteAll(AccountId account) {
        return jdbc.sql("delete from mfa_totp where account_id = :account")
                .param("account", account.value())
                .update();
    }

    private static Authenticator authenticator(ResultSet row) throws SQLException {
        OffsetDateTime lastUsed = row.getObject("last_used_at", OffsetDateTime.class);
        return new Authenticator(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                lastUsed == null ? null : lastUsed.toInstant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
