package io.gatehouse.profile;

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
    SignedLinks emailChangeLinks(Keyring keyring, Clock clock, SelfServiceProperties properties) {
        return new SignedLinks(keyring, clock, Purpose.EMAIL_CHANGE_LINK, properties.emailLinkLifetime());
    }

    @Bean
    EmailChanges emailChanges(
            AccountService accounts,
            DataSource dataSource,
            SignedLinks emailChangeLinks,
            EmailChanges.Telling telling,
            Clock clock) {
        return new EmailChanges(accounts, new JdbcEmailChanges(dataSource), emailChangeLinks, telling, clock);
    }

    @Bean
    Deletions.Telling deletionTelling(
            ProfileMails mails, SecurityNotices notices, AuditTrail audit, TransactionOperations transactions) {
        return new Deletions.Telling(mails, notices, audit, transactions);
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
    ProfilePurgeJob profilePurgeJob(Deletions deletions, EmailChanges changes, SelfServiceProperties properties) {
        return new ProfilePurgeJob(deletions, changes, properties.emailLinkLifetime());
    }
}
