package io.gatehouse.profile;

import io.gatehouse.audit.AuditTrail;
import io.gatehouse.client.ClientService;
import io.gatehouse.client.ScopeCatalog;
import io.gatehouse.consent.ConsentService;
import io.gatehouse.notification.SecurityNotices;
import io.gatehouse.session.SessionService;
import io.gatehouse.token.GrantService;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;

/** Wires the self-service pages. */
@Configuration(proxyBeanMethods = false)
class ProfileConfiguration {

    @Bean
    SignOuts signOuts(
            SessionService sessions,
            ApplicationEventPublisher events,
            SecurityNotices notices,
            AuditTrail audit,
            TransactionOperations transactions) {
        return new SignOuts(sessions, events, notices, audit, transactions);
    }

    @Bean
    ConnectedApps connectedApps(
            ConsentService consents,
            GrantService grants,
            ConnectedApps.Names names,
            AuditTrail audit,
            TransactionOperations transactions) {
        return new ConnectedApps(consents, grants, names, audit, transactions);
    }

    @Bean
    ConnectedApps.Names connectedAppNames(ClientService clients, ScopeCatalog scopes) {
        return new ConnectedApps.Names(clients, scopes);
    }
}
