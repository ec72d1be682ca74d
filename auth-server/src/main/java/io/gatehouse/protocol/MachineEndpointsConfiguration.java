package io.gatehouse.protocol;

import io.gatehouse.client.ClientAuthentication;
import io.gatehouse.client.PublicClientOrigins;
import io.gatehouse.grant.GrantTypes;
import io.gatehouse.shared.Endpoints;
import io.gatehouse.shared.GatehouseProperties;
import io.gatehouse.trace.Traces;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.oauth2.server.authorization.web.OAuth2ClientAuthenticationFilter;
import org.springframework.security.oauth2.server.authorization.web.OAuth2TokenEndpointFilter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ClientCredentialsAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2RefreshTokenAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.DelegatingAuthenticationConverter;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import tools.jackson.databind.json.JsonMapper;

/**
 * The chain for machines: token, introspection, revocation, userinfo, keys and discovery. No session, no cookie, no CSRF; the
 * library's filters and converters without its configurer, so that nothing runs here that is not needed (ADR 0006).
 */
@Configuration(proxyBeanMethods = false)
class MachineEndpointsConfiguration {

    private static final PathPatternRequestMatcher.Builder PATH = PathPatternRequestMatcher.withDefaults();

    @Bean
    @Order(10)
    SecurityFilterChain machineEndpoints(
            HttpSecurity http,
            GatehouseProperties server,
            ClientAuthentication clientAuthentication,
            GrantTypes grantTypes,
            PublicClientOrigins origins,
            JsonMapper json,
            Traces traces) {
        ProtocolErrors errors = new ProtocolErrors(json);
        RequestMatcher clientEndpoints = new OrRequestMatcher(
                PATH.matcher(HttpMethod.POST, Endpoints.TOKEN),
                PATH.matcher(HttpMethod.POST, Endpoints.INTROSPECT),
                PATH.matcher(HttpMethod.POST, Endpoints.REVOKE));
        OAuth2ClientAuthenticationFilter clients = new OAuth2ClientAuthenticationFilter(
                new ProviderManager(clientAuthentication.providers()), clientEndpoints);
        clients.setAuthenticationConverter(clientAuthentication.converter());
        TokenTrail trail = new TokenTrail(traces);
        clients.setAuthenticationFailureHandler((request, response, refusal) -> {
            trail.refused(request, refusal);
            clientAuthentication.failureHandler().onAuthenticationFailure(request, response, refusal);
        });
        http.securityMatcher(new OrRequestMatcher(
                        clientEndpoints,
                        PATH.matcher(HttpMethod.OPTIONS, Endpoints.TOKEN),
                        PATH.matcher(HttpMethod.OPTIONS, Endpoints.REVOKE),
                        PATH.matcher(Endpoints.USERINFO),
                        PATH.matcher(Endpoints.JWKS),
                        PATH.matcher(Endpoints.OAUTH_METADATA),
                        PATH.matcher(Endpoints.OIDC_METADATA)))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .exceptionHandling(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                .headers(headers -> headers.cacheControl(cache -> cache.disable()))
                .addFilterBefore(new CrossOriginFilter(origins), AuthorizationFilter.class)
                .addFilterBefore(new SingleParametersFilter(errors), AuthorizationFilter.class)
                .addFilterBefore(new ServerContextFilter(server), AuthorizationFilter.class)
                .addFilterBefore(clients, AuthorizationFilter.class)
                .addFilterBefore(tokenEndpoint(grantTypes, errors, json, trail), AuthorizationFilter.class);
        return http.build();
    }

    private static OAuth2TokenEndpointFilter tokenEndpoint(
            GrantTypes grantTypes, ProtocolErrors errors, JsonMapper json, TokenTrail trail) {
        OAuth2TokenEndpointFilter filter =
                new OAuth2TokenEndpointFilter(new ProviderManager(grantTypes.providers()), Endpoints.TOKEN);
        filter.setAuthenticationConverter(new DelegatingAuthenticationConverter(
                new OAuth2AuthorizationCodeAuthenticationConverter(),
                new OAuth2RefreshTokenAuthenticationConverter(),
                new OAuth2ClientCredentialsAuthenticationConverter()));
        filter.setAuthenticationSuccessHandler(new TokenResponses(json)::write);
        filter.setAuthenticationFailureHandler((request, response, refusal) -> {
            trail.refused(request, refusal);
            errors.write(request, response, refusal);
        });
        return filter;
    }
}
