package io.gatehouse.consent;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires consent. */
@Configuration(proxyBeanMethods = false)
class ConsentConfiguration {

    @Bean
    ConsentService consentService(JdbcClient jdbc, Clock clock) {
        return new ConsentService(new JdbcConsents(jdbc), clock);
    }
}
