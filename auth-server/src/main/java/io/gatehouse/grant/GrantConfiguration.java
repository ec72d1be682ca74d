package io.gatehouse.grant;

import io.gatehouse.token.GrantService;
import io.gatehouse.trace.Traces;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lists the grant types that the token endpoint serves. */
@Configuration(proxyBeanMethods = false)
class GrantConfiguration {

    @Bean
    GrantTypes grantTypes(GrantService grants, Traces traces) {
        GrantTrail trail = new GrantTrail(traces);
        return new GrantTypes(List.of(
                new AuthorizationCodeGrant(grants, trail),
                new RefreshTokenGrant(grants, trail),
                new ClientCredentialsGrant(grants, trail)));
    }
}
