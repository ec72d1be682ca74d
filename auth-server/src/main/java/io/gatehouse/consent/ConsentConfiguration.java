package io.gatehouse.consent;

import io.gatehouse.audit.AuditTrail;
import io.gatehouse.client.ScopeCatalog;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.MessageSource;
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

    @Bean
    ScopeWords scopeWords(ScopeCatalog scopes, MessageSource messages) {
        return new ScopeWords(scopes, messages);
    }
}
