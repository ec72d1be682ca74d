package io.gatehouse.ops;

import io.gatehouse.access.AssignmentService;
import io.gatehouse.account.AccountService;
import io.gatehouse.keyring.Keyring;
import io.gatehouse.password.PasswordService;
import io.gatehouse.shared.Checkup;
import io.gatehouse.shared.GatehouseProperties;
import io.gatehouse.web.PublicPaths;
import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Wires what an operator meets. */
@Configuration(proxyBeanMethods = false)
class OpsConfiguration {

    @Bean
    FirstAdminService firstAdminService(
            AccountService accounts,
            AssignmentService assignments,
            PasswordService passwords,
            DataSource dataSource,
            PlatformTransactionManager transactions) {
        return new FirstAdminService(
                accounts,
                assignments,
                passwords,
                new JdbcFirstAdmin(dataSource),
                new TransactionTemplate(transactions));
    }

    @Bean
    FirstAdminLinks firstAdminLinks(Keyring keyring, GatehouseProperties server, Clock clock) {
        return new FirstAdminLinks(keyring, server, clock);
    }

    @Bean
    ServerCheckup serverCheckup(
            GatehouseProperties server, Environment environment, FirstAdminService admins, Clock clock) {
        String certificate = environment.getProperty("GATEHOUSE_TLS_CERT", "");
        return new ServerCheckup(server, certificate.isBlank() ? null : Path.of(certificate), admins, clock);
    }

    @Bean
    Doctor doctor(ObjectProvider<Checkup> checkups) {
        return new Doctor(checkups.orderedStream().toList());
    }

    @Bean
    @ConditionalOnWebApplication
    FirstAdminAnnouncement firstAdminAnnouncement(FirstAdminService service, FirstAdminLinks links) {
        return new FirstAdminAnnouncement(service, links);
    }

    @Bean
    PublicPaths firstAdminPaths() {
        return new PublicPaths(FirstAdminLinks.PATH);
    }
}
