package io.gatehouse.database;

import io.gatehouse.shared.GatehouseException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The one PostgreSQL of a test JVM, with a migrated template database. */
final class TestPostgres {

    private static final String TEMPLATE = "test_template";
    private static final Path PROGRAMS = Path.of("target", "postgres").toAbsolutePath();
    private static final int SLOTS = 10;

    private final String url;
    private final Login owner;
    private final Login server = new Login("gatehouse", "serving-in-tests");

    private TestPostgres(String url, Login owner) {
        this.url = url;
        this.owner = owner;
        prepare();
    }

    static TestPostgres shared() {
        return Holder.INSTANCE;
    }

    /** The programs, unpacked once for all test runs of this module. */
    static Path programs() {
        return PROGRAMS;
    }

    DatabaseAccess copyTemplate(String name) {
        execute(List.of("create database " + name + " template " + TEMPLATE));
        return access(name);
    }

    void drop(String name) {
        execute(List.of("drop database if exists " + name + " with (force)"));
    }

    private void prepare() {
        List<String> statements = new ArrayList<>();
        leftOvers().forEach(name -> statements.add("drop database if exists " + name + " with (force)"));
        statements.add("drop role if exists " + server.user());
        statements.add("create role " + server.user() + " login password '" + server.password() + "'");
        statements.add("create database " + TEMPLATE);
        execute(statements);
        Migrations.run(access(TEMPLATE));
    }

    private List<String> leftOvers() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("select datname from pg_database where datname like 'test\\_%'")) {
            List<String> names = new ArrayList<>();
            while (result.next()) {
                names.add(result.getString(1));
            }
            return names;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private DatabaseAccess access(String database) {
        return new DatabaseAccess(url.replaceFirst("/[^/?]+(\\?|$)", "/" + database + "$1"), server, owner);
    }

    private synchronized void execute(List<String> statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, owner.user(), owner.password());
    }

    private static TestPostgres start() {
        String wish = System.getProperty("GATEHOUSE_TEST_DB", System.getenv().getOrDefault("GATEHOUSE_TEST_DB", ""));
        boolean container =
                wish.equals("testcontainers") && DockerClientFactory.instance().isDockerAvailable();
        return container ? inContainer() : embedded();
    }

    /** Takes the first folder that no other test JVM uses; a cluster that a killed run left is used again. */
    private static TestPostgres embedded() {
        for (int slot = 0; slot < SLOTS; slot++) {
            try {
                EmbeddedPostgres postgres = EmbeddedPostgres.start(PROGRAMS, PROGRAMS.resolve("slot-" + slot), 300);
                Runtime.getRuntime().addShutdownHook(new Thread(postgres::close, "test-postgres-end"));
                return new TestPostgres(postgres.url("postgres"), postgres.owner());
            } catch (GatehouseException e) {
                if (slot == SLOTS - 1 || !String.valueOf(e.getMessage()).startsWith("Another server")) {
                    throw e;
                }
            }
        }
        throw new IllegalStateException("unreachable");
    }

    @SuppressWarnings("resource") // Testcontainers ends it with the JVM
    private static TestPostgres inContainer() {
        PostgreSQLContainer container = new PostgreSQLContainer("postgres:15-alpine");
        container.setCommand("postgres", "-c", "max_connections=300");
        container.start();
        return new TestPostgres(container.getJdbcUrl(), new Login(container.getUsername(), container.getPassword()));
    }

    private static final class Holder {
        static final TestPostgres INSTANCE = start();
    }
}
