package io.gatehouse.keyring;

import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.EnumSet;
import java.util.Set;

/** A file that only its owner may read, that is there completely or not at all, and that survives a power cut. */
final class SecretFile {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private SecretFile() {}

    static boolean exists(Path path) {
        return Files.exists(path);
    }

    static String read(Path path) throws IOException {
        return Files.readString(path);
    }

    /** Makes the file unless another node is faster, in which case that node's file stays. */
    static void create(Path path, String content) throws IOException {
        Path folder = parent(path);
        Files.createDirectories(folder);
        Path temporary = write(folder, content);
        try {
            place(temporary, path);
            syncFolder(folder);
        } catch (FileAlreadyExistsException e) {
            // The other node's file is as good as ours.
            return;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Puts new content in the file's place in one step, keeping its owner. */
    static void replace(Path path, String content) throws IOException {
        Path folder = parent(path);
        Path temporary = write(folder, content);
        try {
            if (!Files.getOwner(path).equals(Files.getOwner(temporary))) {
                Files.setOwner(temporary, Files.getOwner(path));
            }
            Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncFolder(folder);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    static void requirePrivate(Path path) throws IOException {
        if (!posix(path)) {
            return;
        }
        Set<PosixFilePermission> open = Files.getPosixFilePermissions(path);
        open.retainAll(OTHERS);
        if (!open.isEmpty()) {
            throw new GatehouseException(
                    ErrorCode.MISCONFIGURED,
                    "The keyring " + path + " can be read or changed by other users of this machine: run 'chmod 600 "
                            + path + "'.");
        }
    }

    /** Runs a change while no other process changes the file. */
    static void locked(Path path, Change change) {
        Path lock = path.resolveSibling(path.getFileName() + ".lock");
        try {
            Files.createFile(lock);
        } catch (IOException e) {
            throw new GatehouseException(
                    ErrorCode.CONFLICT,
                    "The keyring " + path + " is being changed by another process: try again, or delete " + lock
                            + " if none is running.",
                    e);
        }
        try {
            change.run();
        } catch (IOException | GeneralSecurityException e) {
            throw new GatehouseException(
                    ErrorCode.MISCONFIGURED, "The keyring " + path + " could not be written and is unchanged.", e);
        } finally {
            lock.toFile().delete();
        }
    }

    private static Path write(Path folder, String content) throws IOException {
        FileAttribute<?>[] attributes = posix(folder)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        Path temporary = Files.createTempFile(folder, ".keyring", ".tmp", attributes);
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        return temporary;
    }

    /** A hard link fails if the name is taken, in one step; a rename would silently replace another node's file. */
    static void place(Path temporary, Path path) throws IOException {
        try {
            Files.createLink(path, temporary);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.move(temporary, path);
        }
    }

    private static void syncFolder(Path folder) throws IOException {
        if (posix(folder)) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static boolean posix(Path path) throws IOException {
        return Files.getFileStore(path).supportsFileAttributeView("posix");
    }

    private static Path parent(Path path) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("no folder for " + path);
        }
        return folder;
    }

    /** A change of the file. */
    interface Change {
        void run() throws IOException, GeneralSecurityException;
    }
}
