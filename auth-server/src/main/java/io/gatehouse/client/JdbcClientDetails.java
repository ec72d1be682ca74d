package io.gatehouse.client;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Clients as administrators list and change them. */
@Repository
final class JdbcClientDetails {

    private final JdbcClient jdbc;

    JdbcClientDetails(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<ClientDetails> find(String clientId) {
        return jdbc.sql("select * from client where id = :id")
                .param("id", clientId)
                .query((row, number) -> details(row, secrets(clientId)))
                .optional();
    }

    List<ClientDetails> list(ClientQuery query) {
        StringBuilder sql = new StringBuilder("select * from client c where true ");
        if (query.prefix() != null) {
            sql.append("and starts_with(c.id, :prefix) ");
        }
        if (query.disabled() != null) {
            sql.append("and c.disabled = :disabled ");
        }
        if (query.after() != null) {
            sql.append(query.descending() ? "and c.id < :after " : "and c.id > :after ");
        }
        sql.append("order by c.id").append(query.descending() ? " desc" : "").append(" limit :limit");
        return jdbc.sql(sql.toString())
                .param("prefix", query.prefix())
                .param("disabled", query.disabled())
                .param("after", query.after())
                .param("limit", query.limit())
                .query((row, number) -> details(row, List.of()))
                .list();
    }

    /** Holds the client until the transaction ends, if it still has the version. */
    boolean lock(String clientId, long version) {
        return jdbc.sql("select id from client where id = :id and version = :version for update")
                .param("id", clientId)
                .param("version", version)
                .query(String.class)
                .optional()
                .isPresent();
    }

    boolean delete(String clientId, long version) {
        return jdbc.sql("delete from client where id = :id and version = :version")
                        .param("id", clientId)
                        .param("version", version)
                        .update()
                == 1;
    }

    /** Lets all secrets that would last longer end then. */
    void endSecrets(String clientId, Instant at) {
        jdbc.sql("""
                        update client_secret set expires_at = :at
                        where client_id = :client and (expires_at is null or expires_at > :at)
                        """)
                .param("client", clientId)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    boolean deleteSecret(String clientId, UUID secret) {
        return jdbc.sql("delete from client_secret where client_id = :client and id = :id")
                        .param("client", clientId)
                        .param("id", secret)
                        .update()
                == 1;
    }

    private List<ClientDetails.SecretInfo> secrets(String clientId) {
        return jdbc.sql("select id, created_at, expires_at from client_secret where client_id = :client order by id")
                .param("client", clientId)
                .query((row, number) -> new ClientDetails.SecretInfo(
                        row.getObject("id", UUID.class),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        instant(row.getObject("expires_at", OffsetDateTime.class))))
                .list();
    }

    private static ClientDetails details(ResultSet row, List<ClientDetails.SecretInfo> secrets) throws SQLException {
        return new ClientDetails(
                JdbcClients.registration(row),
                row.getLong("version"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                secrets);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
