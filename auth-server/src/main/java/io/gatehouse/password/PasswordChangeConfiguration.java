package io.gatehouse.password;

import io.gatehouse.account.AccountService;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.Purpose;
import io.gatehouse.keyring.SignedLinks;
import io.gatehouse.notification.Notifications;
import io.gatehouse.notification.SecurityNotices;
import io.gatehouse.session.KnownDevices;
import io.gatehouse.session.SessionService;
import io.gatehouse.shared.GatehouseProperties;
import io.gatehouse.throttle.Throttle;
import io.gatehouse.web.PublicPaths;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;

/** Wires choosing, changing and resetting passwords. */
@Configuration(proxyBeanMethods = false)
class PasswordChangeConfiguration {

    @Bean
    PasswordFields passwordFields(PasswordPolicies policies, Keyring keyring) {
        return new PasswordFields(policies, keyring);
    }

    @Bean
    PasswordAftermath passwordAftermath(
            SessionService sessions, ApplicationEventPublisher events, SecurityNotices notices, AuditTrail audit) {
        return new PasswordAftermath(sessions, events, notices, audit);
    }

    @Bean
    PasswordChanges.Rows passwordRows(JdbcPasswordChanges changes, TransactionOperations transactions, Clock clock) {
        return new PasswordChanges.Rows(changes, transactions, clock);
    }

    @Bean
    PasswordChanges passwordChanges(
            AccountService accounts,
            PasswordPolicies policies,
            PasswordService passwords,
            PasswordChanges.Rows rows,
            PasswordAftermath aftermath) {
        return new PasswordChanges(accounts, policies, passwords, rows, aftermath);
    }

    @Bean
    JdbcPasswordResets jdbcPasswordResets(DataSource dataSource) {
        return new JdbcPasswordResets(dataSource);
    }

    @Bean
    EmailChangedListener passwordResetEmailListener(JdbcPasswordResets resets) {
        return new EmailChangedListener(resets);
    }

    @Bean
    EmailRestoredListener passwordEmailRestoredListener(AccountService accounts, PasswordResets.Links links) {
        return new EmailRestoredListener(accounts, links);
    }

    @Bean
    PasswordResets.Links.Outgoing resetMails(
            Notifications notifications,
            AuditTrail audit,
            GatehouseProperties server,
            TransactionOperations transactions) {
        return new PasswordResets.Links.Outgoing(notifications, audit, server, transactions);
    }

    @Bean
    PasswordResets.Links resetLinks(
            JdbcPasswordResets rows,
            Keyring keyring,
            PasswordResets.Links.Outgoing outgoing,
            ResetProperties properties,
            Clock clock) {
        SignedLinks signed = new SignedLinks(keyring, clock, Purpose.PASSWORD_RESET_LINK, properties.linkLifetime());
        return new PasswordResets.Links(signed, rows, outgoing, properties, clock);
    }

    @Bean
    PasswordResets passwordResets(
            AccountService accounts,
            PasswordPolicies policies,
            PasswordService passwords,
            PasswordChanges changes,
            PasswordResets.Links links) {
        return new PasswordResets(accounts, policies, passwords, changes, links);
    }

    @Bean
    PasswordLinks passwordLinks(PasswordResets.Links links, ResetProperties properties) {
        return new PasswordLinks(links, properties.linkLifetime());
    }

    @Bean
    PasswordPurgeJob passwordPurgeJob(
            JdbcPasswordResets resets,
            JdbcPasswordChanges changes,
            PasswordPolicyProperties policy,
            ResetProperties reset,
            Clock clock) {
        return new PasswordPurgeJob(resets, changes, policy, reset, clock);
    }

    @Bean
    PasswordThrottle passwordThrottle(Throttle throttle, KnownDevices devices, AuditTrail audit) {
        return new PasswordThrottle(throttle, devices, audit);
    }

    @Bean
    PublicPaths passwordPaths() {
        return new PublicPaths(ResetController.PATH, ResetController.PATH + "/**", FeedbackController.PATH);
    }
}
