package io.gatehouse.access;

import io.gatehouse.audit.AuditTrail;
import io.gatehouse.database.ChangeFeed;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.transaction.support.TransactionOperations;

/** Wires who may do what. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    @Bean
    AuthorityCache authorityCache(DataSource dataSource, ChangeFeed changes, Clock clock) {
        return new AuthorityCache(new JdbcAuthorities(dataSource), changes, clock);
    }

    @Bean
    ServerPermissions serverPermissions(DataSource dataSource, Clock clock) {
        return new ServerPermissions(new JdbcAuthorities(dataSource), clock);
    }

    @Bean
    AccessGate.Stores accessGateStores(DataSource dataSource, AuthorityCache cache, FourEyesProperties fourEyes) {
        return new AccessGate.Stores(
                new JdbcAuthorities(dataSource),
                new JdbcGroups(dataSource),
                cache,
                fourEyes.on(FourEyesProperties.Kind.ROLES));
    }

    @Bean
    @DependsOn("serverPermissions")
    AccessGate accessGate(
            AccessGate.Stores accessGateStores, AuditTrail trail, TransactionOperations transactions, Clock clock) {
        return new AccessGate(accessGateStores, trail, transactions, clock);
    }

    @Bean
    GroupService groupService(DataSource dataSource, AccessGate gate, Clock clock) {
        return new GroupService(new JdbcGroups(dataSource), new JdbcGroupLinks(dataSource), gate, clock);
    }

    @Bean
    GroupLinkService groupLinkService(DataSource dataSource, AccessGate gate) {
        return new GroupLinkService(new JdbcGroups(dataSource), new JdbcGroupLinks(dataSource), gate);
    }

    @Bean
    AccessService accessService(AuthorityCache cache, AccessGate gate, GroupService groups) {
        return new AccessService(cache, gate, groups);
    }

    @Bean
    RoleService roleService(DataSource dataSource, AccessService access, AccessGate gate) {
        return new RoleService(new JdbcRoles(dataSource), new JdbcRoleContents(dataSource), access, gate);
    }

    @Bean
    RoleContentService roleContentService(DataSource dataSource, AccessGate gate) {
        return new RoleContentService(new JdbcRoles(dataSource), new JdbcRoleContents(dataSource), gate);
    }

    @Bean
    PermissionService permissionService(DataSource dataSource, AccessGate gate) {
        return new PermissionService(new JdbcPermissions(dataSource), gate);
    }

    @Bean
    ExplainService explainService(DataSource dataSource, Clock clock) {
        return new ExplainService(
                new JdbcWays(dataSource), new JdbcLosses(dataSource), new JdbcAuthorities(dataSource), clock);
    }

    @Bean
    AccessPurgeJob accessPurgeJob(DataSource dataSource, Clock clock) {
        return new AccessPurgeJob(new JdbcAssignments(dataSource), clock);
    }

    @Bean
    AssignmentService assignmentService(DataSource dataSource, AccessGate gate) {
        return new AssignmentService(new JdbcAssignments(dataSource), gate);
    }

    @Bean
    GiftService giftService(DataSource dataSource, AccessGate gate) {
        return new GiftService(
                new GiftService.Stores(
                        new JdbcRoles(dataSource),
                        new JdbcAssignments(dataSource),
                        new JdbcGroups(dataSource),
                        new JdbcGroupLinks(dataSource)),
                gate);
    }
}
