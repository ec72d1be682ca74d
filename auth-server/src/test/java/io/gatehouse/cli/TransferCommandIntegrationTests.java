package io.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.database.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator's import and export, on databases of their own under one keyring. */
final class TransferCommandIntegrationTests {

    private static final String REALM = "src/test/resources/transfer/keycloak-realm.json";

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final AdminCommand command = new AdminCommand(new PrintStream(printed, true, StandardCharsets.UTF_8));

    @TempDir
    private Path data;

    @Test
    void exportWhenReadIntoAnEmptyServerThenItsExportIsTheSameToTheByte() throws IOException {
        String first = exported(List.of("import", "keycloak", REALM));
        assertThat(first)
                .contains(
                        "\"email\" : \"ada@acme.example\"", "$argon2id$v=19$m=7168", "\"/acme-staff/berlin\"", "keyed")
                .doesNotContain("Yk3dpQ9tXhWm2sVc7RbN", "65vP7IdT3IA87aCF4YVBn1r4tsz8tg2M");
        Path file = Files.writeString(data.resolve("first.json"), first);

        String second = exported(List.of("import", "gatehouse", file.toString(), "--admin-roles"));

        assertThat(second).isEqualTo(first);
    }

    /** The export of a new database after one command. */
    private String exported(List<String> arguments) throws IOException {
        try (TestDatabase database = TestDatabase.fresh()) {
            String[] settings = settings(database);
            command.execute(arguments, settings);
            assertThat(take()).doesNotContain("stopped early").contains("person: 7 new");
            addKeyedSecret(database);
            command.execute(List.of("import", "gatehouse", "nowhere.json"), settings);
            assertThat(take()).contains("no file");
            Path file = data.resolve("export-" + System.nanoTime() + ".json");
            assertThat(command.execute(List.of("export", file.toString(), "--secrets", "hashes"), settings))
                    .isZero();
            assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(command.execute(List.of("export", file.toString()), settings))
                    .as("no file is written over")
                    .isEqualTo(1);
            take();
            assertThat(command.execute(List.of("export"), settings)).isZero();
            assertThat(take()).contains("\"secrets\" : \"none\"").doesNotContain("argon2id", "\"hash\"");
            return Files.readString(file);
        }
    }

    private static void addKeyedSecret(TestDatabase database) {
        database.jdbc().sql("""
                        insert into client_secret (id, client_id, hash, created_at)
                        select gen_random_uuid(), 'acme-masked', 'keyed:AAAA', now()
                        where not exists (select from client_secret where client_id = 'acme-masked')
                        """).update();
    }

    @Test
    void importWhenDryOrForProgramsThenSaysSo() {
        try (TestDatabase database = TestDatabase.fresh()) {
            String[] settings = settings(database);
            assertThat(command.execute(List.of("import", "keycloak", REALM, "--dry-run"), settings))
                    .isEqualTo(1);
            assertThat(take())
                    .contains("Nothing was written", "new person ada@acme.example", "[no_email]", "person: 7 new");
            assertThat(database.jdbc()
                            .sql("select count(*) from account")
                            .query(Integer.class)
                            .single())
                    .isZero();
            command.execute(List.of("import", "keycloak", REALM, "--json"), settings);
            assertThat(take().lines())
                    .allMatch(line -> line.startsWith("{\"type\":\"") && line.endsWith("}"))
                    .last()
                    .asString()
                    .contains("\"type\":\"end\"", "\"person\":{\"new\":7,\"refused\":3}");
        }
    }

    @Test
    void commandWhenWordsAreMissingThenUsage() {
        assertThat(command.execute(List.of("import"))).isEqualTo(2);
        assertThat(command.execute(List.of("import", "ldif", "x"))).isEqualTo(2);
        assertThat(command.execute(List.of("import", "csv", "x", "--force"))).isEqualTo(2);
        assertThat(command.execute(List.of("export", "--secrets", "all"))).isEqualTo(2);
        assertThat(take()).contains("Usage: admin import", "Usage: admin export");
    }

    private String[] settings(TestDatabase database) {
        return Stream.concat(
                        Stream.of(database.properties()).map(setting -> "--" + setting),
                        Stream.of(
                                "--gatehouse.data=" + data.resolve("keys"),
                                "--gatehouse.issuer=https://id.example.com"))
                .toArray(String[]::new);
    }

    private String take() {
        String text = printed.toString(StandardCharsets.UTF_8);
        printed.reset();
        return text;
    }
}
