package io.gatehouse.mfa;

import io.gatehouse.shared.AccountId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code mfa_email_factor} and {@code mfa_email_code}. */
final class JdbcEmailCodes {

    private final JdbcClient jdbc;

    JdbcEmailCodes(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** How many people have turned them on. */
    long people() {
        return jdbc.sql("select count(*) from mfa_email_factor")
                .query(Long.class)
                .single();
    }

    boolean on(AccountId account) {
        return jdbc.sql("select exists (select from mfa_email_factor where account_id = :account)")
                .param("account", account.value())
                .query(Boolean.class)
                .single();
    }

    boolean turnOn(AccountId account, Instant now) {
        return jdbc.sql("""
                        insert into mfa_email_factor (account_id, turned_on_at) values (:account, :now)
                        on conflict on constraint mfa_email_factor_pkey do nothing
                        """)
                        .param("account", account.value())
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    boolean turnOff(AccountId account) {
        return jdbc.sql("delete from mfa_email_factor where account_id = :account")
                        .param("account", account.value())
                        .update()
                == 1;
    }

    /** A code in the making. */
    record New(AccountId account, Instant signInStartedAt, byte[] hash, Instant sentAt, Instant expiresAt) {}

    /** Replaces the code before. False when that one was sent after {@code notAfter}: no mail must go out then. */
    boolean replace(New code, Instant notAfter) {
        return jdbc.sql("""
                        insert into mfa_email_code (account_id, sign_in_started_at, code_hash, sent_at, expires_at)
                        values (:account, :signIn, :hash, :sentAt, :expiresAt)
                        on conflict on constraint mfa_email_code_pkey do update
                        set sign_in_started_at = :signIn, code_hash = :hash, sent_at = :sentAt, expires_at = :expiresAt,
                            used_at = null
                        where mfa_email_code.sent_at <= :notAfter
                        """)
                        .param("account", code.account().value())
                        .param("signIn", utc(code.signInStartedAt()))
                        .param("hash", code.hash())
                        .param("sentAt", utc(code.sentAt()))
                        .param("expiresAt", utc(code.expiresAt()))
                        .param("notAfter", utc(notAfter))
                        .update()
                == 1;
    }

    boolean waiting(AccountId account, Instant signIn, Instant now) {
        return jdbc.sql("""
                        select exists (
                            select from mfa_email_code
                            where account_id = :account and sign_in_started_at = :signIn and used_at is null
                              and expires_at > :now
                        )
                        """)
                .param("account", account.value())
                .param("signIn", utc(signIn))
                .param("now", utc(now))
                .query(Boolean.class)
                .single();
    }

    boolean take(AccountId account, Instant signIn, List<byte[]> hashes, Instant now) {
        return jdbc.sql("""
                        update mfa_email_code set used_at = :now
                        where account_id = :account and sign_in_started_at = :signIn and code_hash in (:hashes)
                          and used_at is null and expires_at > :now
                        """)
                        .param("account", account.value())
                        .param("signIn", utc(signIn))
                        .param("hashes", hashes)
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    int purge(Instant now) {
        return jdbc.sql("delete from mfa_email_code where expires_at <= :now")
                .param("now", utc(now))
                .update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
