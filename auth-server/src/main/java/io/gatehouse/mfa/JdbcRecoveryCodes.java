package io.gatehouse.mfa;

import io.gatehouse.shared.AccountId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code mfa_recovery_code}. */
final class JdbcRecoveryCodes {

    private final JdbcClient jdbc;

    JdbcRecoveryCodes(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    boolean any(AccountId account) {
        return jdbc.sql("select exists (select from mfa_recovery_code where account_id = :account)")
                .param("account", account.value())
                .query(Boolean.class)
                .single();
    }

    int left(AccountId account) {
        return jdbc.sql("select count(*) from mfa_recovery_code where account_id = :account and used_at is null")
                .param("account", account.value())
                .query(Integer.class)
                .single();
    }

    void insert(AccountId account, List<byte[]> hashes, Instant now) {
        hashes.forEach(hash -> jdbc.sql("""
                        insert into mfa_recovery_code (account_id, code_hash, made_at) values (:account, :hash, :now)
                        on conflict on constraint mfa_recovery_code_pkey do nothing
                        """)
                .param("account", account.value())
                .param("hash", hash)
                .param("now", utc(now))
                .update());
    }

    /** Takes the code whose hash is one of these. False when there is none, or it was taken before. */
    boolean take(AccountId account, List<byte[]> hashes, Instant now) {
        return jdbc.sql("""
                        update mfa_recovery_code set used_at = :now
                        where account_id = :account and code_hash in (:hashes) and used_at is null
                        """)
                        .param("account", account.value())
                        .param("hashes", hashes)
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    int deleteAll(AccountId account) {
        return jdbc.sql("delete from mfa_recovery_code where account_id = :account")
                .param("account", account.value())
                .update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
