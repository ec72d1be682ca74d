package io.gatehouse.password;

import io.gatehouse.shared.AccountId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code password_credential}. */
final class JdbcPasswords {

    private final JdbcClient jdbc;

    JdbcPasswords(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    Optional<String> find(AccountId account) {
        return jdbc.sql("select hash from password_credential where account_id = :account")
                .param("account", account.value())
                .query(String.class)
                .optional();
    }

    void save(AccountId account, String hash, Instant now) {
        jdbc.sql("""
                        insert into password_credential (account_id, hash, changed_at)
                        values (:account, :hash, :now)
                        on conflict (account_id) do update
                        set hash = excluded.hash, changed_at = excluded.changed_at,
                            version = password_credential.version + 1, must_change = false
                        """)
                .param("account", account.value())
                .param("hash", hash)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Replaces the hash of an unchanged password; a password that was changed meanwhile stays. */
    boolean upgrade(AccountId account, String before, String after) {
        return jdbc.sql("update password_credential set hash = :after where account_id = :account and hash = :before")
                        .param("account", account.value())
                        .param("before", before)
                        .param("after", after)
                        .update()
                == 1;
    }

    /** Some hashes of anybody, drawn by chance. */
    List<String> sample(int most) {
        return jdbc.sql("select hash from password_credential order by random() limit :most")
                .param("most", most)
                .query(String.class)
                .list();
    }
}
