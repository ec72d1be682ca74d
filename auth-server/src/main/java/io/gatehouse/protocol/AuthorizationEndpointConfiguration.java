package io.gatehouse.protocol;

import io.gatehouse.client.ScopeCatalog;
import io.gatehouse.consent.ConsentService;
import io.gatehouse.registration.RegistrationProperties;
import io.gatehouse.shared.Endpoints;
import io.gatehouse.shared.GatehouseProperties;
import io.gatehouse.signin.Interactions;
import io.gatehouse.token.GrantService;
import io.gatehouse.token.IdTokenHints;
import io.gatehouse.trace.Traces;
import io.gatehouse.web.BrowserSecurity;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.web.OAuth2AuthorizationEndpointFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;

/** The authorization endpoint: read with the person's session, without CSRF since other sites must be able to send them here. */
@Configuration(proxyBeanMethods = false)
class AuthorizationEndpointConfiguration {

    private static final PathPatternRequestMatcher.Builder PATH = PathPatternRequestMatcher.withDefaults();

    @Bean
    AuthorizationProvider authorizationProvider(
            RegisteredClientRepository clients,
            RequiredInteraction requiredInteraction,
            ScopeCatalog scopeCatalog,
            GrantService grants,
            Clock clock) {
        return new AuthorizationProvider(clients, requiredInteraction, scopeCatalog, grants, clock);
    }

    @Bean
    RequiredInteraction requiredInteraction(
            Interactions interactions,
            ConsentService consents,
            IdTokenHints idTokenHints,
            RegistrationProperties registration,
            Clock clock) {
        return new RequiredInteraction(interactions, consents, idTokenHints, registration, clock);
    }

    @Bean
    @Order(20)
    SecurityFilterChain authorizationEndpoint(
            HttpSecurity http,
            BrowserSecurity browserSecurity,
            AuthorizationProvider provider,
            GatehouseProperties server,
            Traces traces) {
        OAuth2AuthorizationEndpointFilter filter =
                new OAuth2AuthorizationEndpointFilter(new ProviderManager(provider), Endpoints.AUTHORIZE);
        AuthorizationResponses responses = new AuthorizationResponses(server, new AuthorizationTrail(traces));
        filter.setAuthenticationConverter(new AuthorizationRequestConverter());
        filter.setAuthenticationSuccessHandler(responses::success);
        filter.setAuthenticationFailureHandler(responses::failure);
        http.securityMatcher(new OrRequestMatcher(
                PATH.matcher(HttpMethod.GET, Endpoints.AUTHORIZE), PATH.matcher(HttpMethod.POST, Endpoints.AUTHORIZE)));
        browserSecurity.apply(http);
        http.csrf(csrf -> csrf.ignoringRequestMatchers(PATH.matcher(HttpMethod.POST, Endpoints.AUTHORIZE)))
                .addFilterBefore(new ServerContextFilter(server), AuthorizationFilter.class)
                .addFilterBefore(filter, AuthorizationFilter.class);
        return http.build();
    }
}
