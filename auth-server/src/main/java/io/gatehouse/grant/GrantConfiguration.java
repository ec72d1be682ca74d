package io.gatehouse.grant;

import io.gatehouse.token.GrantService;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lists the grant types that the token endpoint serves. */
@Configuration(proxyBeanMethods = false)
class GrantConfiguration {

    @Bean
    GrantTypes grantTypes(GrantService grants) {
        return new GrantTypes(List.of(
                new AuthorizationCodeGrant(grants), new RefreshTokenGrant(grants), new ClientCredentialsGrant(grants)));
    }
}
