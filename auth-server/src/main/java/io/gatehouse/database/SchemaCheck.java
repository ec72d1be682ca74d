package io.gatehouse.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Finds out in a few milliseconds whether a start has anything to migrate or to grant, since loading Flyway for the answer
 * "nothing" takes longer than any other part of a start. The rule: nothing is due if and only if
 *
 * <ul>
 *   <li>each file in {@code db/migration} on the class path is a versioned SQL migration,
 *   <li>the rows of Flyway's history are those files and no others, each applied with success, with the same version,
 *       description and checksum (Flyway's: CRC32 over the lines), and
 *   <li>the serving role, if it is another than the migrating one, has exactly the rights that {@link Migrations} grants, on
 *       every table, sequence and function of the schema.
 * </ul>
 *
 * Whatever else is found, or if anything goes wrong here, it is Flyway's to judge.
 */
final class SchemaCheck {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaCheck.class);

    private static final Pattern NAME = Pattern.compile("V([0-9]+)__(\\w+)\\.sql");

    private static final String RIGHTS = """
            with given as (select ?::name as role, ?::regnamespace as schema)
            select has_schema_privilege(role, schema, 'usage')
                and not exists (
                    select from pg_class
                    where relnamespace = schema
                      and relkind in ('r', 'p', 'v', 'm', 'f')
                      and (has_table_privilege(role, oid, 'truncate, references, trigger')
                           or not has_table_privilege(role, oid, 'select')
                           or case when relname = 'flyway_schema_history'
                                     or obj_description(oid, 'pg_class') like 'read-only%'
                                   then has_table_privilege(role, oid, 'insert, update, delete')
                                   when obj_description(oid, 'pg_class') like 'append-only%'
                                   then not has_table_privilege(role, oid, 'insert')
                                        or has_table_privilege(role, oid, 'update, delete')
                                   else not (has_table_privilege(role, oid, 'insert')
                                             and has_table_privilege(role, oid, 'update')
                                             and has_table_privilege(role, oid, 'delete'))
                              end))
                and not exists (
                    select from pg_class
                    where relnamespace = schema
                      and case relkind when 'S' then not has_sequence_privilege(role, oid, 'usage') else false end)
                and not exists (
                    select from pg_proc
                    where pronamespace = schema
                      and prokind <> 'p'
                      and not has_function_privilege(role, oid, 'execute'))
            from given
            """;

    private record Migration(String version, String description, int checksum) {}

    private SchemaCheck() {}

    static boolean nothingDue(DatabaseAccess access) {
        Login owner = access.migration();
        try (Connection connection = DriverManager.getConnection(access.url(), owner.user(), owner.password())) {
            Optional<Set<Migration>> wanted = files();
            return wanted.isPresent()
                    && wanted.equals(applied(connection))
                    && (!access.separateRoles()
                            || granted(connection, access.server().user()));
        } catch (SQLException | IOException | UncheckedIOException e) {
            LOG.debug("The schema could not be checked in short", e);
            return false;
        }
    }

    /** The migrations that this build brings; nothing if there is a file that only Flyway can judge. */
    private static Optional<Set<Migration>> files() throws IOException {
        Set<Migration> migrations = new HashSet<>();
        for (Resource file :
                new PathMatchingResourcePatternResolver().getResources("classpath*:" + Migrations.FOLDER + "/**/*.*")) {
            Matcher name = NAME.matcher(String.valueOf(file.getFilename()));
            if (!name.matches()
                    || !migrations.add(
                            new Migration(name.group(1), name.group(2).replace('_', ' '), checksum(file)))) {
                return Optional.empty();
            }
        }
        return Optional.of(migrations);
    }

    private static int checksum(Resource file) throws IOException {
        CRC32 sum = new CRC32();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                sum.update(line.getBytes(StandardCharsets.UTF_8));
            }
        }
        return (int) sum.getValue();
    }

    private static Optional<Set<Migration>> applied(Connection connection) throws SQLException {
        Set<Migration> migrations = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select type, success, version, description, checksum from "
                        + schema(connection, statement) + ".flyway_schema_history")) {
            while (row.next()) {
                Migration migration = new Migration(
                        String.valueOf(row.getString("version")), row.getString("description"), row.getInt("checksum"));
                if (!"SQL".equals(row.getString("type")) || !row.getBoolean("success") || !migrations.add(migration)) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(migrations);
    }

    private static boolean granted(Connection connection, String role) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(RIGHTS)) {
            query.setString(1, role);
            query.setString(2, schema(connection, query));
            try (ResultSet result = query.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    private static String schema(Connection connection, Statement statement) throws SQLException {
        String schema = connection.getSchema();
        if (schema == null) {
            throw new SQLException("no schema on the search path exists");
        }
        return statement.enquoteIdentifier(schema, true);
    }
}
