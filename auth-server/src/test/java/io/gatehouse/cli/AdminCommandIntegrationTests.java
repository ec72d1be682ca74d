package io.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.database.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator's commands on a real database, beside whatever server runs on it. */
final class AdminCommandIntegrationTests {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final AdminCommand command = new AdminCommand(new PrintStream(printed, true, StandardCharsets.UTF_8));

    @Test
    void keysWhenRotatedNowThenTheNextOnesSign(@TempDir Path data) {
        try (TestDatabase database = TestDatabase.fresh()) {
            List<String> settings = new ArrayList<>(List.of(database.properties()));
            settings.add("gatehouse.data=" + data);
            String[] arguments =
                    settings.stream().map(setting -> "--" + setting).toArray(String[]::new);

            assertThat(command.execute(List.of("keys", "list"), arguments)).isZero();
            String before = take();
            assertThat(before).contains("ES256 ", "RS256 ", "PS256 ", "EdDSA ");

            assertThat(command.execute(List.of("keys", "rotate"), arguments)).isEqualTo(1);
            assertThat(take()).contains("kept, since its successor was published too recently");

            assertThat(command.execute(List.of("keys", "rotate", "--now"), arguments))
                    .isZero();
            assertThat(take()).contains("retired, its successor signs");
            assertThat(command.execute(List.of("keys", "list"), arguments)).isZero();
            assertThat(take().lines()).hasSize(4).noneMatch(before::contains);
        }
    }

    @Test
    void commandWhenUnknownThenUsage() {
        assertThat(command.execute(List.of("keys", "eat"))).isEqualTo(2);
        assertThat(take()).startsWith("Usage: ");
    }

    private String take() {
        String text = printed.toString(StandardCharsets.UTF_8);
        printed.reset();
        return text;
    }
}
