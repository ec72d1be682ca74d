package io.gatehouse.transfer;

import io.gatehouse.access.AccessService;
import io.gatehouse.access.AssignmentService;
import io.gatehouse.access.GroupLinkService;
import io.gatehouse.access.GroupService;
import io.gatehouse.access.PermissionService;
import io.gatehouse.access.RoleContentService;
import io.gatehouse.access.RoleService;
import io.gatehouse.account.AccountService;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.client.ClientService;
import io.gatehouse.client.ScopeCatalog;
import io.gatehouse.client.StoredClients;
import io.gatehouse.mfa.KnownAuthenticators;
import io.gatehouse.password.StoredPasswords;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** Wires import and export; commands use it too, without any page. */
@Configuration(proxyBeanMethods = false)
class TransferConfiguration {

    @Bean
    AccessRooms transferAccessRooms(
            RoleService roles,
            RoleContentService contents,
            PermissionService permissions,
            GroupService groups,
            GroupLinkService links,
            AssignmentService assignments) {
        return new AccessRooms(roles, contents, permissions, groups, links, assignments);
    }

    @Bean
    PeopleImport.Rooms transferPeopleRooms(
            AccountService accounts,
            StoredPasswords passwords,
            KnownAuthenticators authenticators,
            AccessRooms access,
            AuditTrail audit) {
        return new PeopleImport.Rooms(accounts, passwords, authenticators, access, audit);
    }

    @Bean
    Imports.Clients transferClientRooms(ClientService service, StoredClients stored, ScopeCatalog scopes) {
        return new Imports.Clients(service, stored, scopes);
    }

    @Bean
    Imports imports(
            PeopleImport.Rooms rooms,
            Imports.Clients clients,
            AccessService access,
            TransactionOperations transactions) {
        return new Imports(rooms, clients, access, transactions);
    }

    @Bean
    Exports exports(PeopleImport.Rooms rooms, Imports.Clients clients, PlatformTransactionManager transactions) {
        TransactionTemplate snapshot = new TransactionTemplate(transactions);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        return new Exports(rooms, clients, snapshot);
    }
}
