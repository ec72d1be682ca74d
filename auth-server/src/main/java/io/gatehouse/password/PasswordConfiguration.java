package io.gatehouse.password;

import io.gatehouse.keyring.Keyring;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the password of an account. */
@Configuration(proxyBeanMethods = false)
class PasswordConfiguration {

    @Bean
    DecoyHashes decoyHashes(JdbcPasswords passwords, PasswordHashing hashing, Keyring keyring) {
        return new DecoyHashes(passwords, hashing, keyring);
    }

    @Bean
    PasswordService passwordService(
            JdbcPasswords passwords, PasswordHashing hashing, DecoyHashes decoys, Clock clock, PasswordExpiry expiry) {
        return new PasswordService(passwords, hashing, decoys, clock, expiry);
    }
}
