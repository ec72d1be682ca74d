package io.gatehouse.mfa;

import io.gatehouse.shared.AccountId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code mfa_trusted_browser}. */
final class JdbcTrustedBrowsers {

    private final JdbcClient jdbc;

    JdbcTrustedBrowsers(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    boolean holds(AccountId account, byte[] secretHash, Instant now) {
        return jdbc.sql("""
                        select exists (
                            select from mfa_trusted_browser
                            where secret_hash = :hash and account_id = :account and expires_at > :now
                        )
                        """)
                .param("hash", secretHash)
                .param("account", account.value())
                .param("now", utc(now))
                .query(Boolean.class)
                .single();
    }

    void insert(TrustedBrowser browser, AccountId account, byte[] secretHash) {
        jdbc.sql("""
                        insert into mfa_trusted_browser (id, account_id, secret_hash, device, trusted_at, expires_at)
                        values (:id, :account, :hash, :device, :trustedAt, :expiresAt)
                        """)
                .param("id", browser.id())
                .param("account", account.value())
                .param("hash", secretHash)
                .param("device", browser.device())
                .param("trustedAt", utc(browser.trustedAt()))
                .param("expiresAt", utc(browser.expiresAt()))
                .update();
    }

    /** The browser got a new cookie: other people who use it, and trust it, keep doing so. */
    void rename(byte[] oldHash, byte[] newHash, AccountId except) {
        jdbc.sql("delete from mfa_trusted_browser where secret_hash = :old and account_id = :account")
                .param("old", oldHash)
                .param("account", except.value())
                .update();
        jdbc.sql("update mfa_trusted_browser set secret_hash = :new where secret_hash = :old")
                .param("old", oldHash)
                .param("new", newHash)
                .update();
    }

    List<TrustedBrowser> list(AccountId account, Instant now) {
        return jdbc.sql("""
                        select id, device, trusted_at, expires_at from mfa_trusted_browser
                        where account_id = :account and expires_at > :now order by trusted_at desc, id
                        """)
                .param("account", account.value())
                .param("now", utc(now))
                .query((row, number) -> new TrustedBrowser(
                        row.getObject("id", UUID.class),
                        row.getString("device"),
                        row.getObject("trusted_at", OffsetDateTime.class).toInstant(),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    boolean delete(AccountId account, UUID id) {
        return jdbc.sql("delete from mfa_trusted_browser where id = :id and account_id = :account")
                        .param("id", id)
                        .param("account", account.value())
                        .update()
                == 1;
    }

    int deleteAll(AccountId account) {
        return jdbc.sql("delete from mfa_trusted_browser where account_id = :account")
                .param("account", account.value())
                .update();
    }

    int purge(Instant now) {
        return jdbc.sql("delete from mfa_trusted_browser where expires_at <= :now")
                .param("now", utc(now))
                .update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
