package io.gatehouse.admin.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Where uploaded files lie until their import is over: in the data folder of this node, readable for the server alone. */
final class ImportFolder {

    private static final FileAttribute<?> OWN_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> OWN_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final int STEP = 64 * 1024;

    /** How far a file that is too large is read all the same, so that its sender gets an answer instead of a broken line. */
    private static final int PATIENCE = 4;

    private final Path folder;

    ImportFolder(Path data) {
        this.folder = data.resolve("imports");
    }

    Path file(UUID id) {
        return folder.resolve(id + ".import");
    }

    /** The size of what was kept; -1 if there was more than the limit, and nothing is kept then. */
    long keep(UUID id, InputStream content, long limit) throws IOException {
        Files.createDirectories(folder, OWN_FOLDER);
        Path file = Files.createFile(file(id), OWN_FILE);
        boolean whole = false;
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
            byte[] step = new byte[STEP];
            long size = 0;
            for (int read = content.read(step); read >= 0; read = content.read(step)) {
                size += read;
                if (size <= limit) {
                    out.write(step, 0, read);
                } else if (size > PATIENCE * limit) {
                    break;
                }
            }
            whole = size <= limit;
            return whole ? size : -1;
        } finally {
            if (!whole) {
                delete(id);
            }
        }
    }

    void delete(UUID id) {
        delete(file(id));
    }

    /** Removes what no import needs any more, whichever start of this node it is from. */
    void deleteAllBut(Set<UUID> needed) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> wanted = needed.stream().map(this::file).toList();
            files.filter(file -> !wanted.contains(file)).forEach(ImportFolder::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
