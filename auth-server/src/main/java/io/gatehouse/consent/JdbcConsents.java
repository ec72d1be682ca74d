package io.gatehouse.consent;

import io.gatehouse.shared.AccountId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code consent_decision}. */
final class JdbcConsents {

    private final JdbcClient jdbc;

    JdbcConsents(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    Optional<ConsentDecision> find(AccountId account, String clientId) {
        return jdbc.sql("""
                        select scopes, decided_at from consent_decision
                        where account_id = :account and client_id = :client
                        """)
                .param("account", account.value())
                .param("client", clientId)
                .query((row, n) -> new ConsentDecision(
                        Set.of((String[]) row.getArray("scopes").getArray()),
                        row.getTimestamp("decided_at").toInstant()))
                .optional();
    }

    List<AllowedApp> all(AccountId account) {
        return jdbc.sql("""
                        select client_id, scopes, decided_at from consent_decision
                        where account_id = :account order by client_id
                        """)
                .param("account", account.value())
                .query((row, n) -> new AllowedApp(
                        row.getString("client_id"),
                        Set.of((String[]) row.getArray("scopes").getArray()),
                        row.getTimestamp("decided_at").toInstant()))
                .list();
    }

    boolean delete(AccountId account, String clientId) {
        return jdbc.sql("delete from consent_decision where account_id = :account and client_id = :client")
                        .param("account", account.value())
                        .param("client", clientId)
                        .update()
                == 1;
    }

    void add(AccountId account, String clientId, Set<String> scopes, Instant now) {
        jdbc.sql("""
                        insert into consent_decision (account_id, client_id, scopes, decided_at)
                        values (:account, :client, :scopes, :now)
                        on conflict (account_id, client_id) do update set
                            scopes = array(select distinct unnest(consent_decision.scopes || excluded.scopes) order by 1),
                            decided_at = excluded.decided_at
                        """)
                .param("account", account.value())
                .param("client", clientId)
                .param("scopes", scopes.stream().sorted().toArray(String[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }
}
