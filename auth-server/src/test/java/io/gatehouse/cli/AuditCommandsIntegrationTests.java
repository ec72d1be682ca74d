package io.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.database.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator's audit commands: exit codes 0, 1 and 2, beside the database and offline. */
final class AuditCommandsIntegrationTests {

    private final TestDatabase database = TestDatabase.fresh();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final AdminCommand command = new AdminCommand(new PrintStream(printed, true, StandardCharsets.UTF_8));

    @TempDir
    Path folder;

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void auditWhenExportedThenVerifiesOfflineAndTamperingEndsWithOne() throws IOException {
        assertThat(run("rotate-key")).isZero();
        assertThat(run("rotate-key")).isZero();
        take();
        assertThat(run("checkpoint")).isZero();
        Path checkpoint = save("checkpoint.json");
        assertThat(run("public-key")).isZero();
        Path key = save("public.jwk.json");
        assertThat(run("export")).isZero();
        Path export = save("export.ndjson");
        assertThat(Files.readString(export)).contains("\"actor_type\":\"operator\"", "\"audit_key_rotated\"");

        assertThat(run("verify")).isZero();
        assertThat(take()).contains("Nothing was changed");
        assertThat(run("verify", "--key", key.toString(), "--checkpoint", checkpoint.toString()))
                .isZero();
        assertThat(offline(export, key, checkpoint)).isZero();

        Files.writeString(export, Files.readString(export).replace("audit_key_rotated", "audit_key_rotateD"));
        take();
        assertThat(offline(export, key, checkpoint)).isEqualTo(1);
        assertThat(take()).contains("position 1, event ", "position 2, event ");

        database.ownerJdbc().sql("update audit_event set target_id = 'other'").update();
        assertThat(run("verify")).isEqualTo(1);
        assertThat(take()).contains("position 1, event ");
    }

    private int offline(Path export, Path key, Path checkpoint) {
        return command.execute(List.of(
                "audit",
                "verify",
                "--file",
                export.toString(),
                "--key",
                key.toString(),
                "--checkpoint",
                checkpoint.toString()));
    }

    @Test
    void auditWhenItCannotBeFoundOutThenTwo() throws IOException {
        Path nonsense = Files.writeString(folder.resolve("nonsense"), "{}");
        for (List<String> words : List.of(
                List.of("audit"),
                List.of("audit", "eat"),
                List.of("audit", "verify", "--file"),
                List.of("audit", "verify", "--file", nonsense.toString()),
                List.of("audit", "verify", "--file", nonsense.toString(), "--key", nonsense.toString()),
                List.of("audit", "verify", "--checkpoint", nonsense.toString()),
                List.of("audit", "verify", "--file", "/nowhere", "--key", "/nowhere"))) {
            assertThat(command.execute(words)).as(words.toString()).isEqualTo(2);
        }
    }

    private int run(String... words) {
        String[] settings = Stream.concat(
                        Stream.of(database.properties()).map(setting -> "--" + setting),
                        Stream.of("--gatehouse.data=" + folder))
                .toArray(String[]::new);
        return command.execute(
                Stream.concat(Stream.of("audit"), Stream.of(words)).toList(), settings);
    }

    private Path save(String name) throws IOException {
        return Files.writeString(folder.resolve(name), take());
    }

    private String take() {
        String text = printed.toString(StandardCharsets.UTF_8);
        printed.reset();
        return text;
    }
}
