package io.gatehouse.audit;

import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the audit trail. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    @Bean
    AuditTrail auditTrail(DataSource dataSource, AuditProperties properties, Clock clock) {
        return new AuditTrail(new JdbcAuditEvents(dataSource), properties, clock);
    }

    @Bean
    AuditPurgeJob auditPurgeJob(AuditTrail trail) {
        return new AuditPurgeJob(trail);
    }
}
