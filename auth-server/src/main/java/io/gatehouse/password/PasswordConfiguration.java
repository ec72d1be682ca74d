package io.gatehouse.password;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the password of an account. */
@Configuration(proxyBeanMethods = false)
class PasswordConfiguration {

    @Bean
    PasswordService passwordService(JdbcPasswords passwords, PasswordHashing hashing, Clock clock) {
        return new PasswordService(passwords, hashing, clock);
    }
}
