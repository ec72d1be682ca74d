package io.gatehouse.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
final class MigrationsTests {

    private final TestDatabase database = TestDatabase.fresh();

    @TempDir
    Path folder;

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void runWhenNothingIsDueThenFlywayIsNotTouched(CapturedOutput output) {
        String before = output.getAll();
        Migrations.run(database.access());
        assertThat(output.getAll().substring(before.length()))
                .contains("The schema is up to date.")
                .doesNotContainIgnoringCase("flyway")
                .doesNotContain("No migration necessary");
    }

    @Test
    void runWhenMigrationIsPendingThenApplied() throws IOException {
        withFile("V29990101000000__later.sql", "create table later (id int primary key);", () -> {
            assertThat(SchemaCheck.nothingDue(database.access())).isFalse();
            Migrations.run(database.access());
            assertThat(SchemaCheck.nothingDue(database.access())).isTrue();
        });
        assertThat(database.jdbc()
                        .sql("select count(*) from later")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(SchemaCheck.nothingDue(database.access()))
                .as("a history that is ahead of this build")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"R__views.sql", "beforeMigrate.sql", "V1.5__odd.sql", "V29990101000000__later.sql.conf"})
    void checkWhenFileIsNoPlainMigrationThenLeftToFlyway(String name) throws IOException {
        withFile(
                name,
                "select 1;",
                () -> assertThat(SchemaCheck.nothingDue(database.access())).isFalse());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update flyway_schema_history set checksum = checksum + 1 where installed_rank = 2",
                "update flyway_schema_history set description = 'another' where installed_rank = 2",
                "update flyway_schema_history set success = false where installed_rank = 2",
            })
    void runWhenHistoryDoesNotFitTheFilesThenStillRefused(String change) {
        database.ownerJdbc().sql(change).update();
        assertThatThrownBy(() -> Migrations.run(database.access())).isInstanceOf(FlywayValidateException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "revoke usage on schema public from gatehouse, public",
                "revoke select on account from gatehouse",
                "revoke insert on account from gatehouse",
                "revoke update on account from gatehouse",
                "revoke delete on account from gatehouse",
                "grant truncate on account to gatehouse",
                "grant references on account to gatehouse",
                "grant trigger on account to gatehouse",
                "grant update on flyway_schema_history to gatehouse",
                "grant update on audit_event to gatehouse",
                "grant insert on audit_retention to gatehouse",
                "revoke insert on audit_event from gatehouse",
                "create table added (id int primary key)",
                "create sequence added",
                "create function added() returns int language sql return 1; "
                        + "revoke execute on function added() from public",
            })
    void runWhenRightsOfServingRoleDifferThenCorrected(String change) {
        database.ownerJdbc().sql(change).update();
        assertThat(SchemaCheck.nothingDue(database.access())).isFalse();
        Migrations.run(database.access());
        assertThat(SchemaCheck.nothingDue(database.access())).isTrue();
    }

    @Test
    void checkWhenDatabaseIsEmptyOrAwayThenLeftToFlyway() {
        database.ownerJdbc().sql("drop schema public cascade").update();
        assertThat(SchemaCheck.nothingDue(database.access())).isFalse();
        database.ownerJdbc().sql("create schema public").update();
        assertThat(SchemaCheck.nothingDue(database.access())).isFalse();
        Login owner = database.access().migration();
        Login stranger = new Login(owner.user(), "wrong");
        assertThat(SchemaCheck.nothingDue(
                        new DatabaseAccess(database.jdbcUrl(), database.access().server(), stranger)))
                .isFalse();
    }

    private void withFile(String name, String content, Runnable action) throws IOException {
        Path migrations = Files.createDirectories(folder.resolve(Migrations.FOLDER));
        Files.writeString(migrations.resolve(name), content);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            action.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
