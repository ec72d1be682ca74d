package io.gatehouse.consent;

import io.gatehouse.audit.AuditTrail;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;

/** Wires consent. */
@Configuration(proxyBeanMethods = false)
class ConsentConfiguration {

    @Bean
    ConsentService consentService(
            DataSource dataSource, AuditTrail audit, TransactionOperations transactions, Clock clock) {
        return new ConsentService(new JdbcConsents(dataSource), audit, transactions, clock);
    }
}
