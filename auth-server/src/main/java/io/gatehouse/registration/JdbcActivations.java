package io.gatehouse.registration;

import io.gatehouse.shared.AccountId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The tables {@code registration_activation} and {@code registration_mail}. Statements that need several locks take the
 * account's first, so that no two of them can block each other.
 */
final class JdbcActivations {

    private final JdbcClient jdbc;

    JdbcActivations(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** Makes this the account's only link. */
    void replace(ActivationToken token, String next) {
        jdbc.sql("""
                        insert into registration_activation (account_id, token_hash, issued_at, continue_to)
                        values (:account, :hash, :issued, :next)
                        on conflict (account_id) do update
                        set token_hash = excluded.token_hash, issued_at = excluded.issued_at,
                            continue_to = excluded.continue_to
                        """)
                .param("account", token.account().value())
                .param("hash", token.hash())
                .param("issued", utc(token.issuedAt()))
                .param("next", next)
                .update();
    }

    boolean live(ActivationToken token) {
        return jdbc.sql("""
                        select exists (
                            select from registration_activation r join account a on a.id = r.account_id
                            where r.account_id = :account and r.token_hash = :hash and a.status = 'pending')
                        """)
                .param("account", token.account().value())
                .param("hash", token.hash())
                .query(Boolean.class)
                .single();
    }

    /** Uses up the link and activates its account, for exactly one of any number of callers: it learns where to go on. */
    Optional<String> redeem(ActivationToken token, Instant now) {
        return jdbc.sql("""
                                with pending as (
                                    select id from account where id = :account and status = 'pending' for update
                                ), used as (
                                    delete from registration_activation r using pending
                                    where r.account_id = pending.id and r.token_hash = :hash
                                    returning r.account_id, r.continue_to
                                )
                                update account set status = 'active', email_verified_at = :now, updated_at = :now
                                from used where account.id = used.account_id and account.status = 'pending'
                                returning used.continue_to
                                """)
                .param("account", token.account().value())
                .param("hash", token.hash())
                .param("now", utc(now))
                .query(String.class)
                .optional();
    }

    /** Whether the account may be sent a mail now; if so, the next one has to wait. */
    boolean claimMail(AccountId account, Instant now, Instant lastBefore) {
        return jdbc.sql("""
                                insert into registration_mail (account_id, sent_at)
                                select id, :now from account where id = :account for no key update
                                on conflict (account_id) do update set sent_at = excluded.sent_at
                                where registration_mail.sent_at <= :before
                                """)
                        .param("account", account.value())
                        .param("now", utc(now))
                        .param("before", utc(lastBefore))
                        .update()
                == 1;
    }

    int forgetMails(Instant sentBefore) {
        return jdbc.sql("delete from registration_mail where sent_at < :before")
                .param("before", utc(sentBefore))
                .update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
