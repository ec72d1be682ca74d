package io.gatehouse.password;

import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.Purpose;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * What is checked for people who do not exist. Imported hashes take longer than ours, so if unknown people always met one of
 * ours, a slow answer would say that somebody is known. They meet the same mixture as the known ones instead, and each
 * name always the same part of it.
 */
final class DecoyHashes {

    private static final Logger LOG = LoggerFactory.getLogger(DecoyHashes.class);
    private static final int SAMPLE = 500;

    private final JdbcPasswords passwords;
    private final PasswordHashing hashing;
    private final Keyring keyring;

    /** Not sealed and without digests, in the order of their spelling, so that a new sample moves few names to another function. */
    private volatile List<String> mixture = List.of();

    DecoyHashes(JdbcPasswords passwords, PasswordHashing hashing, Keyring keyring) {
        this.passwords = passwords;
        this.hashing = hashing;
        this.keyring = keyring;
    }

    @Scheduled(initialDelay = 0, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void refresh() {
        try {
            mixture = passwords.sample(SAMPLE).stream()
                    .flatMap(stored -> hashing.withoutDigest(stored).stream())
                    .sorted()
                    .toList();
        } catch (DataAccessException e) {
            LOG.warn("The password hashes could not be sampled; the last sample stays in use: {}", e.toString());
        }
    }

    /** A hash that nothing matches, for whoever calls themselves so. */
    String decoyFor(String name) {
        List<String> current = mixture;
        if (current.isEmpty()) {
            return hashing.dummy();
        }
        byte[] place = keyring.keyedHash(Purpose.PASSWORD_DECOY, name.getBytes(StandardCharsets.UTF_8));
        long fraction = Integer.toUnsignedLong(ByteBuffer.wrap(place).getInt());
        return current.get((int) (fraction * current.size() >>> Integer.SIZE));
    }
}
