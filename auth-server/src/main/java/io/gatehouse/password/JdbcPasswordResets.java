package io.gatehouse.password;

import io.gatehouse.shared.AccountId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code password_reset}, and the statement that turns a link into a new password. */
final class JdbcPasswordResets {

    private final JdbcClient jdbc;

    JdbcPasswordResets(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** A link that would still set a password. */
    record Live(Optional<String> continueTo) {}

    /** Makes this the only link of an active account, unless the account got one too short a time ago. */
    boolean issue(ResetToken token, @Nullable String continueTo, Instant now, Instant lastBefore) {
        return jdbc.sql("""
                                insert into password_reset
                                    (account_id, token_hash, password_version, continue_to, issued_at)
                                select a.id, :hash, coalesce(c.version, 0), :continueTo, :now
                                from account a left join password_credential c on c.account_id = a.id
                                where a.id = :account and a.status = 'active'
                                on conflict (account_id) do update
                                set token_hash = excluded.token_hash, password_version = excluded.password_version,
                                    continue_to = excluded.continue_to, issued_at = excluded.issued_at, used_at = null
                                where password_reset.issued_at <= :before
                                """)
                        .param("account", token.account().value())
                        .param("hash", token.hash())
                        .param("continueTo", continueTo)
                        .param("now", utc(now))
                        .param("before", utc(lastBefore))
                        .update()
                == 1;
    }

    Optional<Live> live(ResetToken token) {
        return jdbc.sql("""
                        select r.continue_to
                        from password_reset r join account a on a.id = r.account_id
                            left join password_credential c on c.account_id = r.account_id
                        where r.account_id = :account and r.token_hash = :hash and r.used_at is null
                            and r.password_version = coalesce(c.version, 0) and a.status = 'active'
                        """)
                .param("account", token.account().value())
                .param("hash", token.hash())
                .query((row, number) -> new Live(Optional.ofNullable(row.getString("continue_to"))))
                .optional();
    }

    /**
     * Uses up the link and sets the password, for exactly one of any number of callers, and only if the password is still the
     * one that the link was made for.
     */
    boolean redeem(ResetToken token, String newHash, Instant now) {
        return jdbc.sql("""
                                with used as (
                                    update password_reset r set used_at = :now from account a
                                    where r.account_id = :account and r.token_hash = :hash and r.used_at is null
                                        and a.id = r.account_id and a.status = 'active'
                                    returning r.account_id, r.password_version
                                ), kept as (
                                    insert into password_history (account_id, hash, replaced_at)
                                    select c.account_id, c.hash, :now
                                    from password_credential c join used u on u.account_id = c.account_id
                                )
                                insert into password_credential (account_id, hash, changed_at)
                                select account_id, :newHash, :now from used
                                where password_version = 0 or exists (
                                    select from password_credential c
                                    where c.account_id = used.account_id and c.version = used.password_version)
                                on conflict (account_id) do update
                                set hash = excluded.hash, changed_at = excluded.changed_at,
                                    version = password_credential.version + 1, must_change = false
                                where password_credential.version = (select password_version from used)
                                """)
                        .param("account", token.account().value())
                        .param("hash", token.hash())
                        .param("newHash", newHash)
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    /** The account's link is dead. */
    void forget(AccountId account) {
        jdbc.sql("delete from password_reset where account_id = :account")
                .param("account", account.value())
                .update();
    }

    /** The account has no password any more; the last one counts as used before. */
    void forgetPassword(AccountId account, Instant now) {
        jdbc.sql("""
                        with gone as (
                            delete from password_credential where account_id = :account returning account_id, hash
                        )
                        insert into password_history (account_id, hash, replaced_at)
                        select account_id, hash, :now from gone
                        """).param("account", account.value()).param("now", utc(now)).update();
    }

    int purge(Instant issuedBefore) {
        return jdbc.sql("delete from password_reset where issued_at < :before")
                .param("before", utc(issuedBefore))
                .update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
