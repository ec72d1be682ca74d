package io.gatehouse.token;

import io.gatehouse.client.ScopeCatalog;
import io.gatehouse.keyring.Keyring;
import io.gatehouse.shared.GatehouseProperties;
import io.gatehouse.signingkey.SigningKeyService;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the grant store. */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

    @Bean
    JdbcGrants jdbcGrants(DataSource dataSource) {
        return new JdbcGrants(dataSource);
    }

    @Bean
    TokenIssuer tokenIssuer(
            SigningKeyService signingKeys,
            ScopeCatalog scopeCatalog,
            GatehouseProperties server,
            TokenProperties properties,
            Clock clock) {
        return new TokenIssuer(signingKeys, scopeCatalog, server, properties, clock);
    }

    @Bean
    GrantService grantService(
            JdbcGrants grants, TokenIssuer issuer, Keyring keyring, TokenProperties properties, Clock clock) {
        return new GrantService(grants, issuer, keyring, properties, clock);
    }

    @Bean
    TokenInspection tokenInspection(
            JdbcGrants grants, SigningKeyService signingKeys, GatehouseProperties server, Clock clock) {
        return new TokenInspection(grants, new AccessTokenVerifier(signingKeys, server, clock), server, clock);
    }

    @Bean
    IdTokenHints idTokenHints(SigningKeyService signingKeys, GatehouseProperties server) {
        return new IdTokenHints(signingKeys, server);
    }

    @Bean
    SessionEndListener sessionEndListener(GrantService grants) {
        return new SessionEndListener(grants);
    }

    @Bean
    CredentialsResetListener credentialsResetListener(GrantService grants) {
        return new CredentialsResetListener(grants);
    }

    @Bean
    GrantHistory grantHistory(DataSource dataSource) {
        return new GrantHistory(new JdbcGrantHistory(dataSource));
    }

    @Bean
    GrantPurgeJob grantPurgeJob(DataSource dataSource, TokenProperties properties, Clock clock) {
        return new GrantPurgeJob(new JdbcGrantPurge(dataSource), properties, clock);
    }
}
