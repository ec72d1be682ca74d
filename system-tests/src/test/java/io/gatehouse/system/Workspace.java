package io.gatehouse.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The folders of the working copy that the tests run in. */
final class Workspace {

    private static final Path ROOT = findRoot();

    private Workspace() {}

    static Path root() {
        return ROOT;
    }

    static Path target() {
        return ROOT.resolve("system-tests").resolve("target");
    }

    /** A new empty folder that only its owner can read. Outside of target, because socket paths must be short. */
    static Path newFolder(String prefix) {
        try {
            return Files.createTempDirectory(
                    prefix, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
