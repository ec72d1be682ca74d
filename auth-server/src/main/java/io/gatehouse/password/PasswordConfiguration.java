package io.gatehouse.password;

import java.time.Clock;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires password hashing: native Argon2 where it loads, Bouncy Castle's elsewhere. */
@Configuration(proxyBeanMethods = false)
class PasswordConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(PasswordConfiguration.class);

    @Bean
    HashingQueue hashingQueue(PasswordProperties properties) {
        return new HashingQueue(properties.hashesAtOnce(), properties.hashesWaiting(), properties.patience());
    }

    @Bean
    PasswordService passwordService(JdbcPasswords passwords, HashingQueue queue, Clock clock, PasswordExpiry expiry) {
        return new PasswordService(passwords, new PasswordHashing(fastestArgon2(), queue), clock, expiry);
    }

    @Bean
    JdbcPasswords jdbcPasswords(DataSource dataSource) {
        return new JdbcPasswords(dataSource);
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
