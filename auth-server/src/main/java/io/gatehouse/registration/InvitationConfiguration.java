package io.gatehouse.registration;

import io.gatehouse.access.GiftService;
import io.gatehouse.account.AccountService;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.keyring.Keyring;
import io.gatehouse.notification.Notifications;
import io.gatehouse.password.PasswordService;
import io.gatehouse.shared.GatehouseProperties;
import io.gatehouse.web.PublicPaths;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;

/** Wires invitations, which work whether or not people may sign up by themselves. */
@Configuration(proxyBeanMethods = false)
class InvitationConfiguration {

    @Bean
    PublicPaths invitationPaths() {
        return new PublicPaths(InvitationController.PATH);
    }

    @Bean
    InvitationMails invitationMails(Notifications notifications, GatehouseProperties server, AccountService accounts) {
        return new InvitationMails(notifications, server, accounts);
    }

    @Bean
    InvitationService.Store invitationStore(
            DataSource dataSource,
            Keyring keyring,
            InvitationMails mails,
            RegistrationProperties properties,
            Clock clock) {
        return new InvitationService.Store(
                new JdbcInvitations(dataSource),
                new InvitationTokens(keyring, clock),
                mails,
                properties.invitationLifetime());
    }

    @Bean
    InvitationService invitationService(
            InvitationService.Store store,
            GiftService gifts,
            AuditTrail audit,
            TransactionOperations transactions,
            Clock clock) {
        return new InvitationService(store, gifts, audit, transactions, clock);
    }

    @Bean
    InvitationAcceptance invitationAcceptance(
            InvitationService.Store store,
            GiftService gifts,
            AccountService accounts,
            InvitationAcceptance.Surroundings surroundings,
            Clock clock) {
        return new InvitationAcceptance(store, gifts, accounts, surroundings, clock);
    }

    @Bean
    InvitationAcceptance.Surroundings invitationSurroundings(PasswordService passwords, AuditTrail audit) {
        return new InvitationAcceptance.Surroundings(passwords, audit);
    }
}
