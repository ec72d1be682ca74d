package io.gatehouse.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/**
 * Brings the schema up to date as the migrating role and gives the serving role the rights to read and write rows, and no
 * more. Nodes that start together take turns. Flyway is left alone when {@link SchemaCheck} is sure that nothing is due.
 */
final class Migrations {

    /** Where the migrations are on the class path. */
    static final String FOLDER = "db/migration";

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    private static final String TAKE_TURNS = "select pg_advisory_xact_lock(7161746568)";

    /**
     * A table whose comment begins with {@code append-only} can be added to and read by the serving role, one with {@code
     * read-only} only be read.
     */
    private static final String RESTRICT = """
            do $$
            declare
                restricted record;
            begin
                for restricted in
                    select oid::regclass as name, obj_description(oid, 'pg_class') as note
                    from pg_class
                    where relnamespace = %1$s::regnamespace and relkind in ('r', 'p')
                      and obj_description(oid, 'pg_class') ~ '^(append|read)-only'
                loop
                    execute format('revoke update, delete on %%s from %%s', restricted.name, %2$s);
                    if restricted.note like 'read-only%%' then
                        execute format('revoke insert on %%s from %%s', restricted.name, %2$s);
                    end if;
                end loop;
            end
            $$
            """;

    private Migrations() {}

    static void run(DatabaseAccess access) {
        if (SchemaCheck.nothingDue(access)) {
            LOG.info("The schema is up to date.");
            return;
        }
        migrate(access.url(), access.migration());
        if (access.separateRoles()) {
            grant(access);
        }
    }

    private static void migrate(String url, Login login) {
        try {
            Flyway.configure()
                    .dataSource(url, login.user(), login.password())
                    .locations("classpath:" + FOLDER)
                    .loggers("slf4j")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            if (NestedExceptionUtils.getRootCause(e) instanceof SQLException cause) {
                throw DatabaseRefusal.of(url, login.user(), cause);
            }
            throw e;
        }
    }

    private static void grant(DatabaseAccess access) {
        try (Connection connection = DriverManager.getConnection(
                        access.url(),
                        access.migration().user(),
                        access.migration().password());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(TAKE_TURNS);
            String schema = statement.enquoteIdentifier(connection.getSchema(), true);
            String role = statement.enquoteIdentifier(access.server().user(), true);
            for (String grant : grants(schema, role)) {
                statement.execute(grant);
            }
            statement.execute(RESTRICT.formatted(statement.enquoteLiteral(schema), statement.enquoteLiteral(role)));
            connection.commit();
        } catch (SQLException e) {
            throw DatabaseRefusal.of(access.url(), access.migration().user(), e);
        }
    }

    private static String[] grants(String schema, String role) {
        return """
            grant usage on schema %1$s to %2$s;
            grant select, insert, update, delete on all tables in schema %1$s to %2$s;
            revoke truncate, references, trigger on all tables in schema %1$s from %2$s;
            revoke insert, update, delete on %1$s.flyway_schema_history from %2$s;
            grant usage on all sequences in schema %1$s to %2$s;
            grant execute on all functions in schema %1$s to %2$s
            """.formatted(schema, role).split(";");
    }
}
