package io.gatehouse.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The folders of the working copy that the tests run in. */
final class Workspace {

    private static final Path ROOT = findRoot();
    private static final Set<Path> FOLDERS = ConcurrentHashMap.newKeySet();
    private static final Map<String, Path> UNPACKED = new ConcurrentHashMap<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Workspace::tidyUp, "workspace-end"));
    }

    private Workspace() {}

    static Path root() {
        return ROOT;
    }

    static Path target() {
        return ROOT.resolve("system-tests").resolve("target");
    }

    /**
     * A new empty folder that only its owner can read, gone when the tests' JVM ends. Outside of target, because socket
     * paths must be short.
     */
    static Path newFolder(String prefix) {
        try {
            Path folder = Files.createTempDirectory(
                    prefix, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            FOLDERS.add(folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The jar of a module, unpacked as the launcher and the container do it: nested jars are slow to read. */
    static Path app(String module) {
        return UNPACKED.computeIfAbsent(module, Workspace::unpack).resolve("gatehouse-" + module + ".jar");
    }

    private static Path unpack(String module) {
        Path jar = ROOT.resolve(module).resolve("target").resolve("gatehouse-" + module + ".jar");
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(jar + " is missing: package the modules first (mvn verify does it).");
        }
        Path folder = newFolder("gha-").resolve(module);
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Djarmode=tools",
                            "-jar",
                            jar.toString(),
                            "extract",
                            "--destination",
                            folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(jar + " could not be unpacked to " + folder);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void tidyUp() {
        // a running app would write again
        RunningApp.endAll();
        FOLDERS.forEach(Workspace::delete);
    }

    private static void delete(Path folder) {
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(entry);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("The tests leave " + folder + " behind: " + e);
        }
    }

    private static Path findRoot() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isRegularFile(folder.resolve("demo/realm.yaml"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("Run the system tests inside a working copy of the repository.");
        }
        return folder;
    }
}
