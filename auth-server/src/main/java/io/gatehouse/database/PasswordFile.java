package io.gatehouse.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A random password of the embedded database, made at first use and kept in a file that only its owner reads. */
record PasswordFile(Path file, String value) {

    private static final SecureRandom RANDOM = new SecureRandom();

    static PasswordFile in(Path folder, String name) {
        Path file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                create(folder, file);
            }
            return new PasswordFile(file, Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep a password in " + file, e);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }

    private static void create(Path folder, Path file) throws IOException {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        Path unfinished = Files.createTempFile(
                folder,
                "password-",
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, HexFormat.of().formatHex(bytes));
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
