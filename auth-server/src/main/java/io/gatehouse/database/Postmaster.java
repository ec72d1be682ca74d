package io.gatehouse.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a running PostgreSQL writes about itself into {@code postmaster.pid} of its cluster. */
record Postmaster(long pid, Path cluster, int port, boolean ready) {

    private static final int PID = 0;
    private static final int CLUSTER = 1;
    private static final int PORT = 3;
    private static final int STATUS = 7;

    /** Reads the file; empty when there is none or when it is only half written. */
    static Optional<Postmaster> of(Path cluster) {
        try {
            List<String> lines = Files.readAllLines(file(cluster));
            if (lines.size() <= PORT) {
                return Optional.empty();
            }
            boolean ready = lines.size() > STATUS && lines.get(STATUS).strip().equals("ready");
            return Optional.of(new Postmaster(
                    Long.parseLong(lines.get(PID).strip()),
                    Path.of(lines.get(CLUSTER)),
                    Integer.parseInt(lines.get(PORT).strip()),
                    ready));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static void forget(Path cluster) {
        try {
            Files.deleteIfExists(file(cluster));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove the stale " + file(cluster), e);
        }
    }

    /** The process, when it is alive and by its command line really a PostgreSQL on this cluster. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::serves);
    }

    private boolean serves(ProcessHandle handle) {
        ProcessHandle.Info info = handle.info();
        boolean postgres = info.command()
                .map(command -> Path.of(command).endsWith("postgres"))
                .orElse(false);
        boolean here = info.arguments()
                .map(arguments -> List.of(arguments).contains(cluster.toString()))
                .orElse(false);
        return postgres && here;
    }

    private static Path file(Path cluster) {
        return cluster.resolve("postmaster.pid");
    }
}
