package io.gatehouse.client;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Whole rows of the table {@code client}, also of disabled ones. */
@Repository
final class JdbcStoredClients {

    private final JdbcClient jdbc;

    JdbcStoredClients(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<ClientRegistration> find(String clientId) {
        return jdbc.sql("select * from client where id = :id")
                .param("id", clientId)
                .query((row, number) -> JdbcClients.registration(row))
                .optional();
    }

    List<ClientRegistration> page(String after, int limit) {
        return jdbc.sql("select * from client where id > :after order by id limit :limit")
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> JdbcClients.registration(row))
                .list();
    }
}
