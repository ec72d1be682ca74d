package io.gatehouse.audit;

import io.gatehouse.keyring.Keyring;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** Wires what writes the trail and reads it back. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    @Bean
    JdbcPersonKeys auditPersonKeys(DataSource dataSource) {
        return new JdbcPersonKeys(dataSource);
    }

    @Bean
    JdbcAuditEvents auditEvents(DataSource dataSource) {
        return new JdbcAuditEvents(dataSource);
    }

    @Bean
    EventCodec auditEventCodec(JdbcPersonKeys keys, Keyring keyring, Clock clock) {
        return new EventCodec(new PersonalBoxes(keys, keyring, clock), keyring, clock);
    }

    @Bean
    AuditTrail auditTrail(
            JdbcAuditEvents events,
            JdbcPersonKeys keys,
            EventCodec codec,
            ObjectProvider<AuditCallerSource> callers,
            PlatformTransactionManager transactions) {
        Callers sources = new Callers(callers.orderedStream().toList());
        return new AuditTrail(events, keys, codec, sources, transactions);
    }

    @Bean
    AuditSearch auditSearch(DataSource dataSource, EventCodec codec) {
        return new AuditSearch(new JdbcAuditSearch(dataSource), codec);
    }
}
