package io.gatehouse.profile;

import io.gatehouse.access.AccessService;
import io.gatehouse.account.AccountService;
import io.gatehouse.account.PersonalData;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.Purpose;
import io.gatehouse.keyring.SignedLinks;
import io.gatehouse.notification.Notifications;
import io.gatehouse.notification.SecurityNotices;
import io.gatehouse.session.SessionService;
import io.gatehouse.shared.GatehouseProperties;
import io.gatehouse.web.PublicPaths;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/** Wires the change of the address, the download of the data, and the deletion of the account. */
@Configuration(proxyBeanMethods = false)
class SelfServiceConfiguration {

    @Bean
    ProfileMails profileMails(
            Notifications notifications, GatehouseProperties server, SelfServiceProperties properties) {
        return new ProfileMails(notifications, server, properties);
    }

    @Bean
    EmailChanges.Telling emailChangeTelling(
            ProfileMails mails,
            SecurityNotices notices,
            AuditTrail audit,
            ApplicationEventPublisher events,
            TransactionOperations transactions) {
        return new EmailChanges.Telling(mails, notices, audit, events, transactions);
    }

    @Bean
    EmailChanges.Links emailChangeLinks(
            DataSource dataSource, Keyring keyring, Clock clock, SelfServiceProperties properties) {
        return new EmailChanges.Links(
                new JdbcEmailChanges(dataSource),
                new SignedLinks(keyring, clock, Purpose.EMAIL_CHANGE_LINK, properties.emailLinkLifetime()));
    }

    @Bean
    EmailChanges emailChanges(
            AccountService accounts,
            EmailChanges.Links emailChangeLinks,
            EmailUndos undos,
            EmailChanges.Telling telling,
            Clock clock) {
        return new EmailChanges(accounts, emailChangeLinks, undos, telling, clock);
    }

    @Bean
    EmailChangedListener emailChangedListener(EmailChanges.Links emailChangeLinks) {
        return new EmailChangedListener(emailChangeLinks.rows());
    }

    @Bean
    EmailUndos.Links emailUndoLinks(
            DataSource dataSource,
            Keyring keyring,
            GatehouseProperties server,
            SelfServiceProperties properties,
            Clock clock) {
        SignedLinks signed = new SignedLinks(keyring, clock, Purpose.EMAIL_UNDO_LINK, properties.emailUndoLifetime());
        return new EmailUndos.Links(
                new JdbcEmailUndos(dataSource), signed, server, properties.emailUndoLifetime(), clock);
    }

    @Bean
    EmailUndos emailUndos(
            AccountService accounts, SessionService sessions, EmailUndos.Links links, EmailChanges.Telling telling) {
        return new EmailUndos(accounts, sessions, links, telling);
    }

    @Bean
    PublicPaths emailUndoPaths() {
        return new PublicPaths(EmailUndos.PATH);
    }

    @Bean
    Deletions.Telling deletionTelling(
            ProfileMails mails,
            SecurityNotices notices,
            AuditTrail audit,
            AccessService access,
            TransactionOperations transactions) {
        return new Deletions.Telling(mails, notices, audit, access, transactions);
    }

    @Bean
    Deletions deletions(
            AccountService accounts,
            SignOuts signOuts,
            Deletions.Telling telling,
            SelfServiceProperties properties,
            Clock clock) {
        return new Deletions(accounts, signOuts, telling, properties.deletionGrace(), clock);
    }

    @Bean
    DataExport dataExport(
            SessionService sessions,
            ConnectedApps apps,
            AuditTrail audit,
            ObjectProvider<PersonalData> contributions,
            JsonMapper json) {
        return new DataExport(sessions, apps, audit, contributions, json);
    }

    @Bean
    DataController.Ending dataEnding(SessionService sessions, AuditTrail audit) {
        return new DataController.Ending(sessions, audit);
    }

    @Bean
    ProfilePurgeJob profilePurgeJob(
            Deletions deletions, EmailChanges changes, EmailUndos undos, SelfServiceProperties properties) {
        return new ProfilePurgeJob(deletions, changes, undos, properties.emailLinkLifetime());
    }
}
