package io.gatehouse.profile;

import io.gatehouse.shared.AccountId;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code profile_email_change}. */
final class JdbcEmailChanges {

    private final JdbcClient jdbc;

    JdbcEmailChanges(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** Makes this the account's only request, unless the last one was just now. */
    boolean replace(AccountId account, byte @Nullable [] hash, String email, Instant now, Instant lastBefore) {
        return jdbc.sql("""
                        insert into profile_email_change (account_id, token_hash, email, requested_at)
                        values (:account, :hash, :email, :now)
                        on conflict (account_id) do update
                        set token_hash = excluded.token_hash, email = excluded.email, requested_at = excluded.requested_at
                        where profile_email_change.requested_at <= :before
                        """)
                        .param("account", account.value())
                        .param("hash", hash, Types.BINARY)
                        .param("email", email)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("before", lastBefore.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    Optional<String> find(EmailChangeToken token) {
        return jdbc.sql("select email from profile_email_change where account_id = :account and token_hash = :hash")
                .param("account", token.account().value())
                .param("hash", token.hash())
                .query(String.class)
                .optional();
    }

    /** Uses up the link, for exactly one of any number of callers, and says which address it was for. */
    Optional<String> take(EmailChangeToken token) {
        return jdbc.sql("""
                        delete from profile_email_change where account_id = :account and token_hash = :hash returning email
                        """)
                .param("account", token.account().value())
                .param("hash", token.hash())
                .query(String.class)
                .optional();
    }

    void forget(AccountId account) {
        jdbc.sql("delete from profile_email_change where account_id = :account")
                .param("account", account.value())
                .update();
    }

    int purge(Instant requestedBefore) {
        return jdbc.sql("delete from profile_email_change where requested_at < :before")
                .param("before", requestedBefore.atOffset(ZoneOffset.UTC))
                .update();
    }
}
