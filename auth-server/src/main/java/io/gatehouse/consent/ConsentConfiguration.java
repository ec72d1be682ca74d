package io.gatehouse.consent;

import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires consent. */
@Configuration(proxyBeanMethods = false)
class ConsentConfiguration {

    @Bean
    ConsentService consentService(DataSource dataSource, Clock clock) {
        return new ConsentService(new JdbcConsents(dataSource), clock);
    }
}
