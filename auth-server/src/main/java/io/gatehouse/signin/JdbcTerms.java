package io.gatehouse.signin;

import io.gatehouse.shared.AccountId;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code signin_terms}. */
final class JdbcTerms {

    private final JdbcClient jdbc;

    JdbcTerms(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    boolean accepted(AccountId account, String version) {
        return jdbc.sql("select exists (select from signin_terms where account_id = :account and version = :version)")
                .param("account", account.value())
                .param("version", version)
                .query(Boolean.class)
                .single();
    }

    void save(AccountId account, String version, Instant now) {
        jdbc.sql("""
                        insert into signin_terms (account_id, version, accepted_at) values (:account, :version, :now)
                        on conflict (account_id) do update
                        set version = excluded.version, accepted_at = excluded.accepted_at
                        """)
                .param("account", account.value())
                .param("version", version)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }
}
