package io.gatehouse.registration;

import io.gatehouse.account.AccountService;
import io.gatehouse.keyring.Keyring;
import io.gatehouse.notification.Notifications;
import io.gatehouse.password.PasswordService;
import io.gatehouse.shared.GatehouseProperties;
import io.gatehouse.web.PublicPaths;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Wires registration. */
@Configuration(proxyBeanMethods = false)
class RegistrationConfiguration {

    @Bean
    PublicPaths registrationPaths() {
        return new PublicPaths("/sign-up", "/sign-up/**", "/activate");
    }

    @Bean
    SignUpOffer signUpOffer(RegistrationProperties properties) {
        return new SignUpOffer(properties.enabled());
    }

    @Bean
    Activations activations(DataSource dataSource, Keyring keyring, Clock clock, RegistrationProperties properties) {
        ActivationTokens tokens = new ActivationTokens(keyring, clock, properties.linkLifetime());
        return new Activations(new JdbcActivations(dataSource), tokens, clock);
    }

    @Bean
    RegistrationMails registrationMails(
            Notifications notifications, GatehouseProperties server, RegistrationProperties properties) {
        return new RegistrationMails(notifications, server, properties);
    }

    @Bean
    RegistrationService registrationService(
            AccountService accounts,
            PasswordService passwords,
            Activations activations,
            RegistrationMails mails,
            PlatformTransactionManager transactions) {
        return new RegistrationService(accounts, passwords, activations, mails, new TransactionTemplate(transactions));
    }

    @Bean
    RegistrationPurgeJob registrationPurgeJob(
            AccountService accounts,
            Activations activations,
            DataSource dataSource,
            RegistrationProperties properties,
            Clock clock) {
        return new RegistrationPurgeJob(
                accounts, activations, new JdbcInvitations(dataSource), properties.pendingLifetime(), clock);
    }
}
