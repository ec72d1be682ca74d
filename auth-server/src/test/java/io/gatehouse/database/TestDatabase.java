package io.gatehouse.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A migrated PostgreSQL database of its own for each caller, copied from a template in milliseconds. One PostgreSQL serves
 * the whole JVM: the embedded one, or Testcontainers' PostgreSQL 15 when the system property or environment variable
 * {@code GATEHOUSE_TEST_DB} is {@code testcontainers} and a Docker engine answers. It connects as the role that serves,
 * which has no right to change the schema.
 */
public final class TestDatabase implements AutoCloseable {

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final String name;
    private final DatabaseAccess access;
    private final HikariDataSource dataSource;

    private TestDatabase(String name, DatabaseAccess access) {
        this.name = name;
        this.access = access;
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(access.url());
        config.setUsername(access.server().user());
        config.setPassword(access.server().password());
        config.setMaximumPoolSize(20);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(10_000);
        this.dataSource = new HikariDataSource(config);
    }

    /** A new database with all migrations applied and no rows. */
    public static TestDatabase fresh() {
        String name = "test_" + COUNTER.incrementAndGet();
        return new TestDatabase(name, TestPostgres.shared().copyTemplate(name));
    }

    /** A pool of up to 20 connections of the serving role. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** A client on {@link #dataSource()}. */
    public JdbcClient jdbc() {
        return JdbcClient.create(dataSource);
    }

    /** A client of the role that owns the schema, for what the server itself may not do. Not pooled. */
    public JdbcClient ownerJdbc() {
        return JdbcClient.create(new DriverManagerDataSource(
                access.url(), access.migration().user(), access.migration().password()));
    }

    /** What the server has for settings that its serving role must not change. */
    public SchemaOwner schemaOwner() {
        return new SchemaOwner(access);
    }

    DatabaseAccess access() {
        return access;
    }

    public String jdbcUrl() {
        return access.url();
    }

    public String user() {
        return access.server().user();
    }

    public String password() {
        return access.server().password();
    }

    /** The settings with which a whole application runs on this database. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("gatehouse.db.url", access.url());
        settings.put("gatehouse.db.user", access.server().user());
        settings.put("gatehouse.db.password", access.server().password());
        settings.put("gatehouse.db.migration-user", access.migration().user());
        settings.put("gatehouse.db.migration-password", access.migration().password());
        return settings;
    }

    /** {@link #settings()} as {@code name=value} pairs, for {@code SpringApplicationBuilder.properties}. */
    public String[] properties() {
        return settings().entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
    }

    /** Closes the pool and drops the database, whoever is still connected. */
    @Override
    public void close() {
        dataSource.close();
        TestPostgres.shared().drop(name);
    }
}
