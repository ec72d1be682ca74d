package io.gatehouse.password;

import io.gatehouse.keyring.Keyring;
import java.time.Clock;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what the server and the operator's commands share: hashing, and the stored hashes. */
@Configuration(proxyBeanMethods = false)
class HashingConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(HashingConfiguration.class);

    @Bean
    HashingQueue hashingQueue(PasswordProperties properties) {
        return new HashingQueue(properties.hashesAtOnce(), properties.hashesWaiting(), properties.patience());
    }

    @Bean
    PasswordHashing passwordHashing(HashingQueue queue, Keyring keyring, PasswordProperties properties) {
        HashSeals seals = new HashSeals(keyring, properties.pepper());
        return new PasswordHashing(fastestArgon2(), properties.argon2().settings(), queue, seals);
    }

    @Bean
    JdbcPasswords jdbcPasswords(DataSource dataSource) {
        return new JdbcPasswords(dataSource);
    }

    @Bean
    PasswordStrengthening passwordStrengthening(
            DataSource dataSource, PasswordHashing hashing, PasswordProperties properties) {
        return new PasswordStrengthening(new JdbcStoredHashes(dataSource), hashing, properties.hashesAtOnce());
    }

    @Bean
    StoredPasswords storedPasswords(DataSource dataSource, PasswordHashing hashing, Clock clock) {
        return new StoredPasswords(new JdbcTransferredHashes(dataSource), hashing, clock);
    }

    static Argon2 fastestArgon2() {
        try {
            return new NativeArgon2();
        } catch (LinkageError | RuntimeException e) {
            LOG.info("Native Argon2 is not available here ({}), using Bouncy Castle", e.toString());
            return new JavaArgon2();
        }
    }
}
