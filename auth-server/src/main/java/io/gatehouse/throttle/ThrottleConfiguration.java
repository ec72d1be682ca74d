package io.gatehouse.throttle;

import io.gatehouse.keyring.Keyring;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the throttle. */
@Configuration(proxyBeanMethods = false)
class ThrottleConfiguration {

    @Bean
    Throttle throttle(DataSource dataSource, Keyring keyring, ThrottleProperties properties, Clock clock) {
        return new Throttle(new JdbcCounters(dataSource), keyring, properties, clock);
    }

    @Bean
    ThrottlePurgeJob throttlePurgeJob(Throttle throttle) {
        return new ThrottlePurgeJob(throttle);
    }
}
