package io.gatehouse.client;

import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Argon2 and bcrypt for secrets that other systems hashed or humans chose; few at a time, so that a flood can't take the CPU. */
@Component
final class SlowHashes {

    private static final long PATIENCE_SECONDS = 2;

    private final Semaphore slots = new Semaphore(2, true);
    private final PasswordEncoder encoder = new DelegatingPasswordEncoder(
            "argon2",
            Map.of(
                    "argon2",
                    Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8(),
                    "bcrypt",
                    new BCryptPasswordEncoder()));

    /** The hash with the prefix that names its algorithm. Throws {@link IllegalArgumentException} for any other kind. */
    static String canonical(String hash) {
        if (hash.startsWith("{argon2}$argon2") || hash.startsWith("{bcrypt}$2")) {
            return hash;
        }
        if (hash.startsWith("$argon2")) {
            return "{argon2}" + hash;
        }
        if (hash.startsWith("$2a$") || hash.startsWith("$2b$") || hash.startsWith("$2y$")) {
            return "{bcrypt}" + hash;
        }
        throw new IllegalArgumentException("is neither an Argon2 hash ($argon2id$…) nor a bcrypt hash ($2b$…)");
    }

    boolean matches(String value, String hash) {
        return slot(() -> encoder.matches(value, hash));
    }

    String encode(String value) {
        return slot(() -> String.valueOf(encoder.encode(value)));
    }

    private <T> T slot(Supplier<T> work) {
        boolean mine = false;
        try {
            mine = slots.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!mine) {
                throw new GatehouseException(ErrorCode.OVERLOADED, "Too many client secrets are being hashed");
            }
            return work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GatehouseException(ErrorCode.OVERLOADED, "Interrupted while waiting to hash a client secret", e);
        } finally {
            if (mine) {
                slots.release();
            }
        }
    }
}
