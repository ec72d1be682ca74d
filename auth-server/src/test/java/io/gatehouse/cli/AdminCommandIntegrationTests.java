package io.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.database.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
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
    void removeFactorsWhenPersonHasLostThemThenGoneAndToldAndUnknownPeopleAreNamed(@TempDir Path data) {
        try (TestDatabase database = TestDatabase.fresh()) {
            UUID account = UUID.randomUUID();
            database.jdbc().sql("""
                            insert into account (id, status, email, email_key, email_verified_at, created_at, updated_at)
                            values (:id, 'active', 'ann@example.com', 'ann@example.com', now(), now(), now())
                            """).param("id", account).update();
            database.jdbc()
                    .sql("insert into mfa_email_factor (account_id, turned_on_at) values (:id, now())")
                    .param("id", account)
                    .update();
            String[] arguments = Stream.concat(
                            Stream.of(database.properties()).map(setting -> "--" + setting),
                            Stream.of("--gatehouse.data=" + data))
                    .toArray(String[]::new);

            assertThat(command.execute(List.of("remove-factors", "bob@example.com"), arguments))
                    .isEqualTo(1);
            assertThat(take()).contains("no account");
            assertThat(command.execute(List.of("remove-factors", "Ann@example.com"), arguments))
                    .isZero();
            assertThat(take()).contains("removed");
            assertThat(count(database, "mfa_email_factor")).isZero();
            assertThat(count(database, "audit_event")).isEqualTo(1);
            assertThat(count(database, "notification_message")).isEqualTo(1);
        }
    }

    private static int count(TestDatabase database, String table) {
        return database.jdbc()
                .sql("select count(*) from " + table)
                .query(Integer.class)
                .single();
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
