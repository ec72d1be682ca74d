package io.gatehouse.password;

import io.gatehouse.keyring.RandomTokens;
import java.util.regex.Pattern;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Hashes normalised passwords with today's parameters, and checks old and imported hashes, all through one queue. */
final class PasswordHashing {

    private static final Pattern CURRENT = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=" + Argon2.MEMORY_KIB + ",t=" + Argon2.ITERATIONS + ",p=" + Argon2.LANES + "\\$.*");

    private final Argon2 argon2;
    private final BCryptPasswordEncoder bcrypt = new BCryptPasswordEncoder();
    private final HashingQueue queue;
    private final String dummy;

    PasswordHashing(Argon2 argon2, HashingQueue queue) {
        this.argon2 = argon2;
        this.queue = queue;
        this.dummy = argon2.hash(RandomTokens.next());
    }

    String hash(String password) {
        return queue.run(() -> argon2.hash(password));
    }

    boolean matches(String password, String encoded) {
        return queue.run(() ->
                EncodedHash.isBcrypt(encoded) ? bcrypt.matches(password, encoded) : argon2.matches(password, encoded));
    }

    boolean outdated(String encoded) {
        return !CURRENT.matcher(encoded).matches();
    }

    /** A hash of something that nobody knows, as costly to check as a real one. */
    String dummy() {
        return dummy;
    }
}
