package io.gatehouse.password;

import io.gatehouse.shared.AccountId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code password_credential}, many rows at a time. */
final class JdbcTransferredHashes {

    private final JdbcClient jdbc;

    JdbcTransferredHashes(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    boolean insert(AccountId account, String hash, boolean mustChange, Instant now) {
        return jdbc.sql("""
                        insert into password_credential (account_id, hash, changed_at, must_change)
                        values (:account, :hash, :now, :mustChange)
                        on conflict (account_id) do nothing
                        """)
                        .param("account", account.value())
                        .param("hash", hash)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("mustChange", mustChange)
                        .update()
                == 1;
    }

    /** A hash as it is sent to the database. */
    record Row(UUID account, String hash, boolean change) {

        @Override
        public String toString() {
            return "Row[" + account + "]";
        }
    }

    void insert(List<Row> rows, Instant now) {
        jdbc.sql("""
                        insert into password_credential (account_id, hash, changed_at, must_change)
                        select account, hash, :now, change
                        from json_to_recordset(:rows::json) as r (account uuid, hash text, change boolean)
                        on conflict (account_id) do nothing
                        """)
                .param("rows", JsonMapper.shared().writeValueAsString(rows))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    Map<AccountId, StoredPasswords.Hash> hashes(Collection<AccountId> accounts) {
        Map<AccountId, StoredPasswords.Hash> hashes = new HashMap<>();
        jdbc.sql("select account_id, hash, must_change from password_credential where account_id = any (:accounts)")
                .param("accounts", ids(accounts))
                .query((row, number) -> hashes.put(
                        new AccountId(row.getObject("account_id", UUID.class)),
                        new StoredPasswords.Hash(row.getString("hash"), row.getBoolean("must_change"))))
                .list();
        return hashes;
    }

    private static UUID[] ids(Collection<AccountId> accounts) {
        return accounts.stream().map(AccountId::value).toArray(UUID[]::new);
    }
}
