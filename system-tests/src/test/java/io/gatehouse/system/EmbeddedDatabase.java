package io.gatehouse.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The embedded PostgreSQL of a server's data folder, seen by its superuser and by the operating system. */
final class EmbeddedDatabase {

    private static final String TABLES = """
            select quote_ident(table_schema) || '.' || quote_ident(table_name) from information_schema.tables
            where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'
            """;

    private final Path folder;

    EmbeddedDatabase(Path data) {
        this.folder = data.resolve("postgres");
    }

    /** Where another server finds it. */
    String url() {
        return "jdbc:postgresql://127.0.0.1:" + pidFile().get(3).strip() + "/gatehouse";
    }

    /** The first column of every row. */
    List<String> query(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(String.valueOf(rows.getString(1)));
            }
        }
        return values;
    }

    long count(String sql) throws SQLException {
        return Long.parseLong(query(sql).getFirst());
    }

    /** Every column of every row of every table as text; bytes as hexadecimal digits and as the characters that they may be. */
    String dump() throws SQLException {
        StringBuilder dump = new StringBuilder();
        List<String> tables = query(TABLES);
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String table : tables) {
                try (ResultSet rows = statement.executeQuery("select * from " + table)) {
                    while (rows.next()) {
                        dump.append(table);
                        appendRow(rows, dump);
                    }
                }
            }
        }
        return dump.toString();
    }

    /** What PostgreSQL itself logged. */
    String log() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(folder.resolve("log"))) {
            for (Path file : files.toList()) {
                text.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return text.toString();
    }

    /** The process that all others of this PostgreSQL descend from. */
    ProcessHandle postmaster() {
        return ProcessHandle.of(Long.parseLong(pidFile().getFirst())).orElseThrow();
    }

    /** Sends a signal to the postmaster and all of its processes. */
    void signal(String name) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        ProcessHandle postmaster = postmaster();
        try (Stream<ProcessHandle> children = postmaster.descendants()) {
            Stream.concat(Stream.of(postmaster), children)
                    .forEach(process -> command.add(Long.toString(process.pid())));
        }
        new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), "gatehouse_owner", read("superuser-password"));
    }

    private List<String> pidFile() {
        try (Stream<Path> files = Files.list(folder)) {
            Path cluster = files.filter(file -> file.getFileName().toString().startsWith("cluster-"))
                    .findFirst()
                    .orElseThrow();
            return Files.readAllLines(cluster.resolve("postmaster.pid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String read(String name) {
        try {
            return Files.readString(folder.resolve(name)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void appendRow(ResultSet rows, StringBuilder dump) throws SQLException {
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
            dump.append(' ');
            if (rows.getObject(column) instanceof byte[] bytes) {
                dump.append(HexFormat.of().formatHex(bytes))
                        .append(' ')
                        .append(new String(bytes, StandardCharsets.ISO_8859_1));
            } else {
                dump.append(rows.getString(column));
            }
        }
        dump.append('\n');
    }
}
