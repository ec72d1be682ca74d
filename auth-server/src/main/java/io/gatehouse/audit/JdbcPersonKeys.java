package io.gatehouse.audit;

import io.gatehouse.shared.AccountId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code audit_person_key} and {@code audit_address}: what is forgotten with a person. */
final class JdbcPersonKeys {

    private final JdbcClient jdbc;

    JdbcPersonKeys(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** A person's key, encrypted under the keyring. */
    record Key(UUID id, byte[] wrapped) {}

    /** A key and whose it is. */
    record Row(AccountId account, Key key) {}

    @Nullable
    Key find(AccountId account) {
        return jdbc.sql("""
                        select id, wrapped from audit_person_key where account_id = :account
                        order by created_at, id limit 1
                        """)
                .param("account", account.value())
                .query((row, number) -> new Key(row.getObject("id", UUID.class), row.getBytes("wrapped")))
                .optional()
                .orElse(null);
    }

    /** The first key of each account that has one. */
    Map<AccountId, Key> find(Collection<AccountId> accounts) {
        Map<AccountId, Key> found = new HashMap<>();
        jdbc.sql("""
                        select distinct on (account_id) account_id, id, wrapped from audit_person_key
                        where account_id = any (:accounts)
                        order by account_id, created_at, id
                        """)
                .param("accounts", accounts.stream().map(AccountId::value).toArray(UUID[]::new))
                .query((row, number) -> found.put(
                        new AccountId(row.getObject("account_id", UUID.class)),
                        new Key(row.getObject("id", UUID.class), row.getBytes("wrapped"))))
                .list();
        return found;
    }

    void insert(List<Row> rows, Instant now) {
        if (rows.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into audit_person_key (id, account_id, wrapped, created_at)
                        select id, account_id, wrapped, :now
                        from unnest(:ids, :accounts, :wrapped) as t (id, account_id, wrapped)
                        """)
                .param("ids", rows.stream().map(row -> row.key().id()).toArray(UUID[]::new))
                .param(
                        "accounts",
                        rows.stream().map(row -> row.account().value()).toArray(UUID[]::new))
                .param("wrapped", rows.stream().map(row -> row.key().wrapped()).toArray(byte[][]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void destroy(AccountId account) {
        jdbc.sql("""
                        with located as (delete from audit_address where account_id = :account),
                             older as (update audit_legacy_event set address = null, user_agent = '', detail = '{}'
                                       where account_id = :account)
                        delete from audit_person_key where account_id = :account
                        """).param("account", account.value()).update();
    }

    int purgeAddresses(Instant before) {
        return jdbc.sql("delete from audit_address where occurred_at < :before")
                .param("before", before.atOffset(ZoneOffset.UTC))
                .update();
    }
}
