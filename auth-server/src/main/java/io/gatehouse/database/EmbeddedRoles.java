package io.gatehouse.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Makes the embedded database look like an external one: a database, a role that migrates, a role that serves. */
final class EmbeddedRoles {

    static final String DATABASE = "gatehouse";
    static final String SERVER = "gatehouse";

    private EmbeddedRoles() {}

    static DatabaseAccess prepare(EmbeddedPostgres postgres, Path folder) {
        Login server =
                new Login(SERVER, PasswordFile.in(folder, "server-password").value());
        Login owner = postgres.owner();
        String url = postgres.url("postgres");
        try (Connection connection = DriverManager.getConnection(url, owner.user(), owner.password());
                Statement statement = connection.createStatement()) {
            if (!exists(connection, "select 1 from pg_roles where rolname = ?", SERVER)) {
                statement.execute("create role " + SERVER + " login");
            }
            statement.execute("alter role " + SERVER + " password " + statement.enquoteLiteral(server.password()));
            if (!exists(connection, "select 1 from pg_database where datname = ?", DATABASE)) {
                statement.execute("create database " + DATABASE);
            }
        } catch (SQLException e) {
            throw DatabaseRefusal.of(url, owner.user(), e);
        }
        return new DatabaseAccess(postgres.url(DATABASE), server, owner);
    }

    private static boolean exists(Connection connection, String sql, String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, name);
            try (ResultSet result = query.executeQuery()) {
                return result.next();
            }
        }
    }
}
