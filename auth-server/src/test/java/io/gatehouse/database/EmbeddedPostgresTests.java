package io.gatehouse.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.shared.GatehouseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

final class EmbeddedPostgresTests {

    @TempDir
    Path folder;

    @Test
    void startWhenClusterExistsThenFastAndDataKept() {
        try (EmbeddedPostgres first = start()) {
            remember(first);
        }
        long before = System.nanoTime();
        try (EmbeddedPostgres second = start()) {
            assertThat(remembered(second)).isEqualTo(1);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
            assertThat(setting(second, "fsync")).isEqualTo("on");
            assertThat(setting(second, "synchronous_commit")).isEqualTo("on");
            assertThat(setting(second, "full_page_writes")).isEqualTo("on");
            assertThat(setting(second, "data_checksums")).isEqualTo("on");
            assertThat(setting(second, "listen_addresses")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void connectionWhenPasswordWrongThenRefused() throws IOException {
        try (EmbeddedPostgres postgres = start()) {
            JdbcClient intruder = JdbcClient.create(
                    new DriverManagerDataSource(postgres.url("postgres"), EmbeddedPostgres.OWNER, "x"));

            assertThatThrownBy(() -> intruder.sql("select 1").query().singleValue())
                    .rootCause()
                    .hasFieldOrPropertyWithValue("SQLState", "28P01");
            assertThat(Files.getPosixFilePermissions(folder.resolve("superuser-password")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void postgresWhenKilledThenBackOnSamePortWithData() {
        try (EmbeddedPostgres postgres = start()) {
            remember(postgres);
            int port = postgres.port();
            long pid = postgres.process().pid();

            postgres.process().destroyForcibly();

            assertThat(rememberedSoon(postgres)).isEqualTo(1);
            assertThat(postgres.port()).isEqualTo(port);
            assertThat(postgres.process().pid()).isNotEqualTo(pid);
        }
    }

    @Test
    void startWhenServerWasKilledThenLeftOverTakenOverAndEnded() throws Exception {
        abandon();
        long leftOver =
                Postmaster.of(folder.resolve("cluster-18")).orElseThrow().pid();

        try (EmbeddedPostgres postgres = start()) {
            assertThat(postgres.process().pid()).isEqualTo(leftOver);
            remember(postgres);
            assertThat(remembered(postgres)).isEqualTo(1);
        }
        assertThat(ProcessHandle.of(leftOver).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void startWhenServerAndPostgresWereKilledThenRecovers() throws Exception {
        try (EmbeddedPostgres postgres = start()) {
            remember(postgres);
        }
        abandon();
        long leftOver =
                Postmaster.of(folder.resolve("cluster-18")).orElseThrow().pid();
        ProcessHandle.of(leftOver).ifPresent(ProcessHandle::destroyForcibly);

        try (EmbeddedPostgres postgres = start()) {
            assertThat(postgres.process().pid()).isNotEqualTo(leftOver);
            assertThat(remembered(postgres)).isEqualTo(1);
        }
    }

    @Test
    void startWhenPidFileNamesAnotherProgramThenIgnored() throws IOException {
        try (EmbeddedPostgres postgres = start()) {
            remember(postgres);
        }
        Path cluster = folder.resolve("cluster-18");
        Files.writeString(
                cluster.resolve("postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + cluster + "\n1795312732\n5432\n\n127.0.0.1\n1 1\nready\n");

        try (EmbeddedPostgres postgres = start()) {
            assertThat(remembered(postgres)).isEqualTo(1);
        }
    }

    @Test
    void startWhenAnotherServerUsesFolderThenRefused() {
        try (EmbeddedPostgres postgres = start()) {
            remember(postgres);

            assertThatThrownBy(this::start)
                    .isInstanceOf(GatehouseException.class)
                    .hasMessageContaining("Another server uses the data folder")
                    .hasMessageContaining("GATEHOUSE_DATA");
            assertThat(remembered(postgres)).isEqualTo(1);
        }
    }

    @Test
    void startWhenFirstPreparationWasInterruptedThenPreparedAnew() throws IOException {
        Path unfinished = Files.createDirectories(folder.resolve("cluster.unfinished"));
        Files.writeString(unfinished.resolve("PG_VERSION"), "18\n");

        try (EmbeddedPostgres postgres = start()) {
            remember(postgres);
            assertThat(unfinished).doesNotExist();
        }
    }

    @Test
    void startWhenClusterIsOfAnotherMajorVersionThenRefused() throws IOException {
        Files.createDirectories(folder.resolve("cluster-17"));

        assertThatThrownBy(this::start).hasMessageContaining("another major version");
    }

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.start(TestPostgres.programs(), folder, 20);
    }

    private void abandon() throws Exception {
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AbandonedServer.class.getName(),
                        TestPostgres.programs().toString(),
                        folder.toString())
                .inheritIO()
                .start();
        assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(server.exitValue()).isEqualTo(9);
    }

    private static JdbcClient client(EmbeddedPostgres postgres) {
        Login owner = postgres.owner();
        return JdbcClient.create(new DriverManagerDataSource(postgres.url("postgres"), owner.user(), owner.password()));
    }

    private static void remember(EmbeddedPostgres postgres) {
        client(postgres).sql("create table memory as select 1 as value").update();
    }

    private static int remembered(EmbeddedPostgres postgres) {
        return client(postgres)
                .sql("select value from memory")
                .query(Integer.class)
                .single();
    }

    private static String setting(EmbeddedPostgres postgres, String name) {
        return client(postgres).sql("show " + name).query(String.class).single();
    }

    private static int rememberedSoon(EmbeddedPostgres postgres) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            try {
                return remembered(postgres);
            } catch (DataAccessException e) {
                if (System.nanoTime() - deadline > 0) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
    }
}
