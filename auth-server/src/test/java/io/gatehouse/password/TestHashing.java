package io.gatehouse.password;

import io.gatehouse.keyring.KeyringFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** Password hashing as it runs in the server, on a keyring of its own that can be rotated. */
final class TestHashing implements AutoCloseable {

    static final Argon2Settings FLOOR = Argon2Settings.id(19_456, 2, 1);

    private final KeyringFile ring = new KeyringFile(folder().resolve("keyring.json"), null);
    private final HashingQueue queue;

    TestHashing(int atOnce) {
        this.queue = new HashingQueue(atOnce, 64, Duration.ofSeconds(30));
    }

    PasswordHashing plain() {
        return with(FLOOR, false);
    }

    PasswordHashing peppered() {
        return with(FLOOR, true);
    }

    PasswordHashing with(Argon2Settings settings, boolean pepper) {
        return new PasswordHashing(new NativeArgon2(), settings, queue, new HashSeals(ring.open(), pepper));
    }

    PasswordService service(JdbcPasswords stored, PasswordHashing hashing) {
        return new PasswordService(
                stored, hashing, decoys(stored, hashing), Clock.systemUTC(), TestPolicies.noExpiry());
    }

    DecoyHashes decoys(JdbcPasswords stored, PasswordHashing hashing) {
        return new DecoyHashes(stored, hashing, ring.open());
    }

    /** What is made from now on knows the new key and prefers it. */
    void rotateKeyring() {
        ring.rotate();
    }

    @Override
    public void close() {
        queue.close();
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("gatehouse-hashing");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
