package io.gatehouse.profile;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code profile_email_undo}. */
final class JdbcEmailUndos {

    private static final int PURGE_BATCH = 10_000;

    private final JdbcClient jdbc;

    JdbcEmailUndos(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    void insert(EmailChangeToken token, String formerEmail, Instant now) {
        jdbc.sql("""
                        insert into profile_email_undo (token_hash, account_id, email, changed_at)
                        values (:hash, :account, :email, :now)
                        """)
                .param("hash", token.hash())
                .param("account", token.account().value())
                .param("email", formerEmail)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<String> find(EmailChangeToken token) {
        return jdbc.sql("select email from profile_email_undo where token_hash = :hash and account_id = :account")
                .param("hash", token.hash())
                .param("account", token.account().value())
                .query(String.class)
                .optional();
    }

    /**
     * Uses up the link, for exactly one of any number of callers, together with all younger ones: who had the address first
     * has the last word.
     */
    Optional<String> take(EmailChangeToken token) {
        return jdbc.sql("""
                        with used as (
                            delete from profile_email_undo where token_hash = :hash and account_id = :account
                            returning email, changed_at
                        ), younger as (
                            delete from profile_email_undo u using used
                            where u.account_id = :account and u.token_hash <> :hash and u.changed_at >= used.changed_at
                        )
                        select email from used
                        """)
                .param("hash", token.hash())
                .param("account", token.account().value())
                .query(String.class)
                .optional();
    }

    int purge(Instant changedBefore) {
        return jdbc.sql("""
                        delete from profile_email_undo where token_hash in (
                            select token_hash from profile_email_undo where changed_at <= :before limit :batch
                        )
                        """)
                .param("before", changedBefore.atOffset(ZoneOffset.UTC))
                .param("batch", PURGE_BATCH)
                .update();
    }
}
