package io.gatehouse.admin;

import io.gatehouse.access.AccessService;
import io.gatehouse.access.FourEyesProperties;
import io.gatehouse.access.GroupService;
import io.gatehouse.account.AccountDirectory;
import io.gatehouse.account.AccountService;
import io.gatehouse.audit.AuditSearch;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.client.ClientRegistry;
import io.gatehouse.consent.ConsentService;
import io.gatehouse.notification.SecurityNotices;
import io.gatehouse.registration.InvitationService;
import io.gatehouse.session.SessionService;
import io.gatehouse.signingkey.SigningKeyRotation;
import io.gatehouse.token.GrantService;
import io.gatehouse.trace.Traces;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;

/** Wires what the API, and whatever else administers, has in common. */
@Configuration(proxyBeanMethods = false)
class AdminConfiguration {

    @Bean
    AdminTrail adminTrail(AuditTrail audit, TransactionOperations transactions) {
        return new AdminTrail(audit, transactions);
    }

    @Bean
    PeopleAdministration peopleAdministration(
            AccountService accounts,
            AccountDirectory directory,
            SessionService sessions,
            AccessService access,
            PeopleAdministration.Surroundings surroundings) {
        return new PeopleAdministration(accounts, directory, sessions, access, surroundings);
    }

    @Bean
    PeopleAdministration.Surroundings peopleAdministrationSurroundings(
            AdminTrail trail, SecurityNotices notices, ApplicationEventPublisher events) {
        return new PeopleAdministration.Surroundings(trail, notices, events);
    }

    @Bean
    GrantAdministration grantAdministration(GrantService grants, ConsentService consents, AdminTrail trail) {
        return new GrantAdministration(grants, consents, trail);
    }

    @Bean
    ClientAdministration clientAdministration(
            ClientRegistry clients, AccessService access, SecondPerson second, AdminTrail trail) {
        return new ClientAdministration(clients, access, second, trail);
    }

    @Bean
    SecondPerson secondPerson(FourEyesProperties properties, AccessService access) {
        return new SecondPerson(properties, access);
    }

    @Bean
    KeyAdministration keyAdministration(SigningKeyRotation keys, SecondPerson second, AdminTrail trail) {
        return new KeyAdministration(keys, second, trail);
    }

    @Bean
    InvitationAdministration invitationAdministration(InvitationService invitations, GroupService groups) {
        return new InvitationAdministration(invitations, groups);
    }

    @Bean
    RequestHistory requestHistory(Traces traces, AuditSearch audit) {
        return new RequestHistory(traces, audit);
    }
}
