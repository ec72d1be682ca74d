package io.gatehouse.database;

import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A real, durable PostgreSQL as a child process on a folder of the server. It takes over what an earlier server left
 * running, restarts PostgreSQL on the same port when that dies, and ends it with the server.
 */
final class EmbeddedPostgres implements AutoCloseable {

    /** The superuser, which also runs the migrations. */
    static final String OWNER = "gatehouse_owner";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final long START_SECONDS = 120;
    private static final int MAX_CONNECTIONS = 60;

    private final PostgresBinaries binaries;
    private final Path folder;
    private final FileChannel lock;
    private final PasswordFile password;
    private final int maxConnections;

    private int port;
    private volatile ProcessHandle process;
    private volatile boolean closing;

    private EmbeddedPostgres(PostgresBinaries binaries, Path folder, FileChannel lock, int maxConnections) {
        this.binaries = binaries;
        this.folder = folder;
        this.lock = lock;
        this.maxConnections = maxConnections;
        this.password = PasswordFile.in(folder, "superuser-password");
        this.process = ProcessHandle.current();
    }

    /** Starts on the folder; programs, cluster, passwords and logs all live below it. */
    static EmbeddedPostgres start(Path folder) {
        EmbeddedPostgres postgres = start(folder, folder, MAX_CONNECTIONS);
        postgres.binaries.removeOthers();
        return postgres;
    }

    static EmbeddedPostgres start(Path programs, Path folder, int maxConnections) {
        FileChannel lock = lock(folder);
        try {
            PostgresBinaries binaries = PostgresBinaries.unpackInto(programs);
            EmbeddedPostgres postgres = new EmbeddedPostgres(binaries, folder, lock, maxConnections);
            postgres.open();
            return postgres;
        } catch (RuntimeException e) {
            release(lock);
            throw e;
        }
    }

    int port() {
        return port;
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    Login owner() {
        return new Login(OWNER, password.value());
    }

    ProcessHandle process() {
        return process;
    }

    @Override
    public void close() {
        closing = true;
        synchronized (this) {
            if (lock.isOpen()) {
                PostgresProcess.end(process);
                release(lock);
            }
        }
    }

    private void open() {
        Path cluster = cluster();
        if (!Files.isDirectory(cluster)) {
            initialise(cluster);
        }
        Optional<Postmaster> leftOver = Postmaster.of(cluster);
        Optional<ProcessHandle> running = leftOver.flatMap(Postmaster::process);
        if (leftOver.isPresent() && running.isPresent() && adoptable(leftOver.get(), running.get())) {
            port = leftOver.get().port();
            process = running.get();
            LOG.info("Took over the PostgreSQL that an earlier server left running on port {}.", port);
        } else {
            running.ifPresent(PostgresProcess::end);
            Postmaster.forget(cluster);
            port = freePort();
            launch();
        }
        Thread.ofVirtual().name("postgres-watch").start(this::watch);
    }

    private Path cluster() {
        return folder.resolve("cluster-" + binaries.majorVersion());
    }

    private void initialise(Path cluster) {
        refuseOtherVersions();
        Path unfinished = folder.resolve("cluster.unfinished");
        try {
            FileSystemUtils.deleteRecursively(unfinished);
            Files.createDirectories(folder.resolve("log"));
            List<String> command = List.of(
                    binaries.program("initdb"),
                    "--pgdata=" + unfinished,
                    "--username=" + OWNER,
                    "--pwfile=" + password.file(),
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--data-checksums",
                    "--no-instructions");
            PostgresProcess.run(startLog(), command);
            Files.move(unfinished, cluster, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare " + cluster, e);
        }
    }

    private void refuseOtherVersions() {
        try (var others = Files.newDirectoryStream(folder, "cluster-*")) {
            for (Path other : others) {
                throw new GatehouseException(
                        ErrorCode.MISCONFIGURED,
                        "The data in " + other
                                + " was written by another major version of PostgreSQL than this server's "
                                + binaries.majorVersion()
                                + ": dump it with the earlier Gatehouse, move the folder away and "
                                + "load the dump.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean adoptable(Postmaster leftOver, ProcessHandle running) {
        boolean ours = running.info().command().equals(Optional.of(binaries.program("postgres")));
        return ours && leftOver.ready() && answers(leftOver.port());
    }

    private boolean answers(int candidate) {
        String url = "jdbc:postgresql://127.0.0.1:" + candidate + "/postgres?connectTimeout=3&socketTimeout=3";
        try (Connection connection = DriverManager.getConnection(url, OWNER, password.value());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("show data_directory")) {
            return result.next() && cluster().equals(Path.of(result.getString(1)));
        } catch (SQLException e) {
            LOG.info("The PostgreSQL that was left running does not answer and is ended: {}", e.getMessage());
            return false;
        }
    }

    private void launch() {
        Process started = PostgresProcess.launch(
                startLog(), PostgresSettings.command(binaries, cluster(), folder.resolve("log"), port, maxConnections));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!ready(started)) {
            if (!started.isAlive() || closing || System.nanoTime() - deadline > 0) {
                PostgresProcess.end(started.toHandle());
                throw new GatehouseException(
                        ErrorCode.MISCONFIGURED,
                        "The embedded PostgreSQL did not start: " + PostgresProcess.tail(startLog()) + " (see "
                                + folder.resolve("log") + ").");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        process = started.toHandle();
    }

    private boolean ready(Process started) {
        return Postmaster.of(cluster())
                .filter(postmaster -> postmaster.pid() == started.pid())
                .map(Postmaster::ready)
                .orElse(false);
    }

    /** Waits for PostgreSQL to die and brings it back on its port, at first at once, then at most every five seconds. */
    private void watch() {
        long pause = 100;
        while (!closing) {
            process.onExit().join();
            pause = restart() ? 100 : Math.min(2 * pause, 5000);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
        }
    }

    private synchronized boolean restart() {
        if (closing) {
            return true;
        }
        try {
            LOG.warn("PostgreSQL ended unexpectedly; starting it again on port {}.", port);
            launch();
            return true;
        } catch (RuntimeException e) {
            LOG.warn("PostgreSQL could not be started again: {}", e.getMessage());
            return false;
        }
    }

    private Path startLog() {
        return folder.resolve("log").resolve("start.log");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileChannel lock(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locked(channel)) {
                return channel;
            }
            channel.close();
        } catch (IOException e) {
            throw new GatehouseException(
                    ErrorCode.MISCONFIGURED,
                    "The data folder " + folder
                            + " cannot be written: correct its owner and rights, or name another one "
                            + "with gatehouse.data (GATEHOUSE_DATA).",
                    e);
        }
        throw new GatehouseException(
                ErrorCode.MISCONFIGURED,
                "Another server uses the data folder " + folder
                        + ": stop it, or name another folder with gatehouse.data " + "(GATEHOUSE_DATA).");
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static void release(FileChannel lock) {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
