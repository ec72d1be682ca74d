package io.gatehouse.audit;

import io.gatehouse.shared.AccountId;
import java.time.Instant;
import java.time.ZoneOffset;
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

    void insert(Key key, AccountId account, Instant now) {
        jdbc.sql("""
                        insert into audit_person_key (id, account_id, wrapped, created_at)
                        values (:id, :account, :wrapped, :now)
                        """)
                .param("id", key.id())
                .param("account", account.value())
                .param("wrapped", key.wrapped())
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
