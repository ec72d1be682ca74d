package io.gatehouse.passkey;

import io.gatehouse.shared.AccountId;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deletes from {@code passkey_credential}, whatever relying party a passkey was made for. */
final class JdbcLostPasskeys {

    private final JdbcClient jdbc;

    JdbcLostPasskeys(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    int deleteAll(AccountId account) {
        return jdbc.sql("delete from passkey_credential where account_id = :account")
                .param("account", account.value())
                .update();
    }
}
