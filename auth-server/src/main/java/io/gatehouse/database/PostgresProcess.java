package io.gatehouse.database;

import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts and ends PostgreSQL's programs. PostgreSQL refuses uid 0; as root it therefore runs in a user namespace without
 * mapping, where it sees uid 65534 but keeps access to the files that root owns.
 */
final class PostgresProcess {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresProcess.class);
    private static final int FAST_SHUTDOWN_SECONDS = 20;

    private PostgresProcess() {}

    /** Starts a program in its own session, so that a Ctrl-C in the terminal reaches only the server, which ends it in order. */
    static Process launch(Path log, List<String> command) {
        List<String> all = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            all.add("/usr/bin/setsid");
        }
        if (root()) {
            all.addAll(namespace());
        }
        all.addAll(command);
        try {
            return builder(all, log).start();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + command.getFirst(), e);
        }
    }

    /** Runs a program to its end; its output becomes part of the message when it fails. */
    static void run(Path log, List<String> command) {
        Process process = launch(log, command);
        if (!ended(process.toHandle(), 120) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new GatehouseException(
                    ErrorCode.MISCONFIGURED,
                    "The embedded PostgreSQL could not be prepared: " + tail(log)
                            + " Correct that, or use an external database (gatehouse.db.url, GATEHOUSE_DB_URL).");
        }
    }

    /** Fast shutdown (clients are disconnected, a checkpoint is written), then the hard ways when that takes too long. */
    static void end(ProcessHandle process) {
        signal(process, "INT");
        if (ended(process, FAST_SHUTDOWN_SECONDS)) {
            return;
        }
        LOG.warn(
                "PostgreSQL did not end within {} s; ending it at once, it recovers at the next start.",
                FAST_SHUTDOWN_SECONDS);
        signal(process, "QUIT");
        if (!ended(process, 5)) {
            process.destroyForcibly();
            ended(process, 5);
        }
    }

    /** The last lines of a log, as one line for a message. */
    static String tail(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join(" ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
        } catch (IOException e) {
            return "(" + log + " cannot be read)";
        }
    }

    static boolean root() {
        try {
            Path self = Path.of("/proc/self");
            return Files.exists(self)
                    ? Integer.valueOf(0).equals(Files.getAttribute(self, "unix:uid"))
                    : "root".equals(System.getProperty("user.name"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> namespace() {
        try {
            Process probe = builder(List.of("unshare", "-U", "true"), null).start();
            if (ended(probe.toHandle(), 5) && probe.exitValue() == 0) {
                return List.of("unshare", "-U");
            }
        } catch (IOException e) {
            LOG.debug("unshare cannot be run", e);
        }
        throw new GatehouseException(
                ErrorCode.MISCONFIGURED,
                "The embedded PostgreSQL cannot run as root on this machine (no user namespaces): start the server as a "
                        + "normal user, or use an external database (gatehouse.db.url, GATEHOUSE_DB_URL).");
    }

    private static ProcessBuilder builder(List<String> command, @Nullable Path log) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectErrorStream(true);
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.redirectOutput(
                log == null ? ProcessBuilder.Redirect.DISCARD : ProcessBuilder.Redirect.to(log.toFile()));
        Map<String, String> environment = builder.environment();
        String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
        environment.clear();
        environment.put("PATH", path);
        environment.put("LC_ALL", "C");
        return builder;
    }

    private static void signal(ProcessHandle process, String name) {
        try {
            builder(List.of("sh", "-c", "kill -" + name + " " + process.pid()), null)
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot signal PostgreSQL", e);
        }
    }

    private static boolean ended(ProcessHandle process, int seconds) {
        try {
            process.onExit().get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
