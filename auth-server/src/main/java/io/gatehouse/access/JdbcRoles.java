package io.gatehouse.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code access_role}. */
final class JdbcRoles {

    private final JdbcClient jdbc;

    JdbcRoles(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    Optional<Role> find(String name) {
        return jdbc.sql("select * from access_role where name = :name")
                .param("name", name)
                .query(JdbcRoles::role)
                .optional();
    }

    List<Role> page(@Nullable String clientId, String after, int limit) {
        return jdbc.sql("""
                        select * from access_role
                        where name > :after and (:client::text is null or client_id = :client::text)
                        order by name limit :limit
                        """)
                .param("after", after)
                .param("client", clientId, Types.VARCHAR)
                .param("limit", limit)
                .query(JdbcRoles::role)
                .list();
    }

    boolean insert(Role role) {
        return jdbc.sql("""
                        insert into access_role (name, client_id, description, is_default)
                        values (:name, :client, :description, :default) on conflict (name) do nothing
                        """)
                        .param("name", role.name())
                        .param("client", role.clientId(), Types.VARCHAR)
                        .param("description", role.description())
                        .param("default", role.isDefault())
                        .update()
                == 1;
    }

    /** Empty when it is exactly that already. */
    Optional<Role> update(String name, String description, boolean isDefault) {
        return jdbc.sql("""
                        update access_role
                        set description = :description, is_default = :default, version = version + 1
                        where name = :name and (description, is_default) <> (:description, :default)
                        returning *
                        """)
                .param("name", name)
                .param("description", description)
                .param("default", isDefault)
                .query(JdbcRoles::role)
                .optional();
    }

    Role touch(String name) {
        return jdbc.sql("update access_role set version = version + 1 where name = :name returning *")
                .param("name", name)
                .query(JdbcRoles::role)
                .single();
    }

    void delete(String name) {
        jdbc.sql("delete from access_role where name = :name")
                .param("name", name)
                .update();
    }

    private static Role role(ResultSet row, int number) throws SQLException {
        return new Role(
                row.getString("name"),
                row.getString("client_id"),
                row.getString("description"),
                row.getBoolean("is_default"),
                row.getLong("version"));
    }
}
