package io.gatehouse.audit;

import io.gatehouse.keyring.Keyring;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** Wires the audit trail. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    @Bean
    JdbcPersonKeys auditPersonKeys(DataSource dataSource) {
        return new JdbcPersonKeys(dataSource);
    }

    @Bean
    EventCodec auditEventCodec(JdbcPersonKeys keys, Keyring keyring, Clock clock) {
        return new EventCodec(new PersonalBoxes(keys, keyring, clock), keyring, clock);
    }

    @Bean
    AuditTrail auditTrail(
            DataSource dataSource,
            JdbcPersonKeys keys,
            EventCodec codec,
            ObjectProvider<AuditCallerSource> callers,
            PlatformTransactionManager transactions) {
        Callers sources = new Callers(callers.orderedStream().toList());
        return new AuditTrail(new JdbcAuditEvents(dataSource), keys, codec, sources, transactions);
    }
}
