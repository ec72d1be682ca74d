package io.gatehouse.signin;

import io.gatehouse.account.AccountService;
import io.gatehouse.keyring.Keyring;
import io.gatehouse.password.PasswordService;
import io.gatehouse.web.PublicPaths;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires sign-in. */
@Configuration(proxyBeanMethods = false)
class SignInConfiguration {

    @Bean
    SignInThrottle signInThrottle(DataSource dataSource, Keyring keyring, SignInProperties properties, Clock clock) {
        return new SignInThrottle(new JdbcThrottles(dataSource), keyring, properties, clock);
    }

    @Bean
    SignInService signInService(AccountService accounts, PasswordService passwords, SignInThrottle throttle) {
        return new SignInService(accounts, passwords, throttle);
    }

    @Bean
    ThrottlePurgeJob throttlePurgeJob(SignInThrottle throttle) {
        return new ThrottlePurgeJob(throttle);
    }

    @Bean
    PublicPaths signInPaths() {
        return new PublicPaths("/sign-in", "/sign-out", "/");
    }
}
