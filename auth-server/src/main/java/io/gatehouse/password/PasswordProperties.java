package io.gatehouse.password;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How passwords are hashed, and how much of it may go on at once.
 *
 * @param hashesAtOnce hashes that run at the same time; 0 means one for each processor
 * @param hashesWaiting requests that may wait for their turn before further ones are answered with 503
 * @param patience how long one of them may take altogether
 * @param pepper whether stored hashes are encrypted under the keyring
 * @param argon2 what a hash costs
 */
@ConfigurationProperties("gatehouse.password")
public record PasswordProperties(
        @DefaultValue("0") int hashesAtOnce,
        @DefaultValue("64") int hashesWaiting,
        @DefaultValue("5s") Duration patience,
        @DefaultValue("false") boolean pepper,
        @DefaultValue Argon2Cost argon2) {

    public PasswordProperties {
        if (hashesAtOnce < 0 || hashesWaiting < 1 || patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("gatehouse.password: hashes-at-once must be 0 or more, hashes-waiting at"
                    + " least 1 and patience longer than nothing.");
        }
        hashesAtOnce = hashesAtOnce == 0 ? Runtime.getRuntime().availableProcessors() : hashesAtOnce;
    }

    /**
     * The cost of Argon2id; {@code admin calibrate-hash} proposes one.
     *
     * @param memory KiB for each hash; the floor of memory and iterations together is what OWASP recommends
     * @param iterations passes over the memory
     * @param lanes threads for each hash
     */
    public record Argon2Cost(
            @DefaultValue("" + LEAST_MEMORY_KIB) int memory,
            @DefaultValue("" + LEAST_ITERATIONS) int iterations,
            @DefaultValue("1") int lanes) {

        static final int LEAST_MEMORY_KIB = 19_456;
        static final int LEAST_ITERATIONS = 2;

        public Argon2Cost {
            if (memory < LEAST_MEMORY_KIB
                    || iterations < LEAST_ITERATIONS
                    || !Argon2Settings.id(memory, iterations, lanes).affordable()) {
                throw new IllegalArgumentException("gatehouse.password.argon2: memory must be 19456 to 524288 (KiB),"
                        + " iterations 2 or more, lanes 1 to 16, and memory times iterations at most 1048576:"
                        + " './gatehouse admin calibrate-hash' proposes values.");
            }
        }

        Argon2Settings settings() {
            return Argon2Settings.id(memory, iterations, lanes);
        }
    }
}
