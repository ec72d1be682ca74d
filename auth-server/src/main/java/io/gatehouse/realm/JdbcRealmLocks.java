package io.gatehouse.realm;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
final class JdbcRealmLocks {

    /** "realm" as a number. */
    private static final long KEY = 0x7265616c6dL;

    private final JdbcClient jdbc;

    JdbcRealmLocks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Waits until no other node applies a realm file; held until the transaction ends. */
    void lock() {
        jdbc.sql("select pg_advisory_xact_lock(:key)")
                .param("key", KEY)
                .query((row, number) -> true)
                .single();
    }
}
