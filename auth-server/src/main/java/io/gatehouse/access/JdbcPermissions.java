package io.gatehouse.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code access_permission}. */
final class JdbcPermissions {

    private final JdbcClient jdbc;

    JdbcPermissions(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    Optional<Permission> find(String name) {
        return jdbc.sql("select * from access_permission where name = :name")
                .param("name", name)
                .query(JdbcPermissions::permission)
                .optional();
    }

    List<Permission> page(@Nullable String clientId, String after, int limit) {
        return jdbc.sql("""
                        select * from access_permission
                        where name > :after and (:client::text is null or client_id = :client::text)
                        order by name limit :limit
                        """)
                .param("after", after)
                .param("client", clientId, Types.VARCHAR)
                .param("limit", limit)
                .query(JdbcPermissions::permission)
                .list();
    }

    void insert(Permission permission) {
        jdbc.sql("insert into access_permission (name, description, client_id) values (:name, :description, :client)")
                .param("name", permission.name())
                .param("description", permission.description())
                .param("client", permission.clientId(), Types.VARCHAR)
                .update();
    }

    void describe(String name, String description) {
        jdbc.sql("update access_permission set description = :description where name = :name")
                .param("name", name)
                .param("description", description)
                .update();
    }

    void delete(String name) {
        jdbc.sql("delete from access_permission where name = :name")
                .param("name", name)
                .update();
    }

    private static Permission permission(ResultSet row, int number) throws SQLException {
        return new Permission(row.getString("name"), row.getString("description"), row.getString("client_id"));
    }
}
