package io.gatehouse.ops;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The lock under which the first administrator is made, held to the end of the transaction, across all nodes. */
final class JdbcFirstAdmin {

    private static final long LOCK = 0x4761_7465_4144_4d31L;

    private final JdbcClient jdbc;

    JdbcFirstAdmin(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    void acquire() {
        jdbc.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query((row, n) -> 0)
                .single();
    }
}
