package io.gatehouse.ops;

import io.gatehouse.access.AssignmentService;
import io.gatehouse.account.AccountService;
import io.gatehouse.keyring.Keyring;
import io.gatehouse.password.PasswordService;
import io.gatehouse.shared.GatehouseProperties;
import io.gatehouse.web.PublicPaths;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
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
    FirstAdminAnnouncement firstAdminAnnouncement(FirstAdminService service, FirstAdminLinks links) {
        return new FirstAdminAnnouncement(service, links);
    }

    @Bean
    PublicPaths firstAdminPaths() {
        return new PublicPaths(FirstAdminLinks.PATH);
    }
}
