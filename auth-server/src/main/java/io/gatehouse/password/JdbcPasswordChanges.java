package io.gatehouse.password;

import io.gatehouse.shared.AccountId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Changes of {@code password_credential} and what they leave in {@code password_history}. */
final class JdbcPasswordChanges {

    private final JdbcClient jdbc;

    JdbcPasswordChanges(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** Which password of the account it is, since when, and whether it has to be changed. */
    record Age(int version, Instant changedAt, boolean mustChange) {}

    Optional<Age> age(AccountId account) {
        return jdbc.sql("select version, changed_at, must_change from password_credential where account_id = :account")
                .param("account", account.value())
                .query((row, number) -> new Age(
                        row.getInt("version"),
                        row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("must_change")))
                .optional();
    }

    boolean demandChange(AccountId account) {
        return jdbc.sql("update password_credential set must_change = true where account_id = :account")
                        .param("account", account.value())
                        .update()
                == 1;
    }

    /** The current hash and the ones before it, the newest first. */
    List<String> lastHashes(AccountId account, int count) {
        return jdbc.sql("""
                        (select hash from password_credential where account_id = :account)
                        union all
                        (select hash from password_history where account_id = :account order by id desc limit :former)
                        """)
                .param("account", account.value())
                .param("former", Math.max(0, count - 1))
                .query(String.class)
                .list();
    }

    /** Puts a new password in the place of the one with this version, for one of any number of callers. */
    boolean replace(AccountId account, int version, String hash, Instant now) {
        return jdbc.sql("""
                                with old as (
                                    select account_id, hash from password_credential
                                    where account_id = :account and version = :version for update
                                ), kept as (
                                    insert into password_history (account_id, hash, replaced_at)
                                    select account_id, hash, :now from old
                                )
                                update password_credential c
                                set hash = :hash, changed_at = :now, version = c.version + 1, must_change = false
                                from old where c.account_id = old.account_id
                                """)
                        .param("account", account.value())
                        .param("version", version)
                        .param("hash", hash)
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    /** Gives an account that has no password its first one. */
    boolean insert(AccountId account, String hash, Instant now) {
        return jdbc.sql("""
                                insert into password_credential (account_id, hash, changed_at)
                                values (:account, :hash, :now)
                                on conflict (account_id) do nothing
                                """)
                        .param("account", account.value())
                        .param("hash", hash)
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    /** Forgets all former passwords but the newest ones; of everybody if no account is given. */
    int trimHistory(@Nullable AccountId account, int former) {
        return jdbc.sql("""
                        delete from password_history h using (
                            select id, row_number() over (partition by account_id order by id desc) as age
                            from password_history where :account::uuid is null or account_id = :account::uuid
                        ) ranked
                        where h.id = ranked.id and ranked.age > :former
                        """)
                .param("account", account == null ? null : account.value(), java.sql.Types.OTHER)
                .param("former", former)
                .update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
