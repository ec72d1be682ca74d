package io.gatehouse.notes.security;

import static io.gatehouse.notes.security.Demand.recentAuthentication;
import static io.gatehouse.notes.security.Demand.role;
import static io.gatehouse.notes.security.Demand.scope;
import static io.gatehouse.notes.security.Demand.unknownRoute;

import io.gatehouse.notes.NotesProperties;
import io.gatehouse.notes.web.Problem;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.OAuth2ProtectedResourceMetadata;
import org.springframework.security.oauth2.server.resource.OAuth2ProtectedResourceMetadataClaimNames;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** The routes of the API and what each demands. What is not listed does not exist. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String READ = "notes.read";
    private static final String WRITE = "notes.write";
    private static final String SECOND_FACTOR = "urn:gatehouse:acr:mfa";
    private static final Duration SECOND_FACTOR_AGE = Duration.ofSeconds(300);

    @Bean
    SecurityFilterChain notesApi(
            HttpSecurity http,
            AuthenticationManager accessTokens,
            Challenges challenges,
            NotesProperties properties,
            Clock clock) {
        PresentedTokens presented = new PresentedTokens(properties);
        return http.authorizeHttpRequests(routes -> routes.requestMatchers(HttpMethod.GET, "/health")
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/notes")
                        .access(scope(READ))
                        .requestMatchers(HttpMethod.POST, "/notes")
                        .access(scope(WRITE))
                        .requestMatchers(HttpMethod.GET, "/notes/secret")
                        .access(scope(READ).and(recentAuthentication(SECOND_FACTOR, SECOND_FACTOR_AGE, clock)))
                        .requestMatchers(HttpMethod.GET, "/notes/{id}")
                        .access(scope(READ))
                        .requestMatchers(HttpMethod.DELETE, "/notes/{id}")
                        .access(scope(WRITE))
                        .requestMatchers(HttpMethod.GET, "/admin/notes/statistics")
                        .access(scope(READ).and(role("notes-admin")))
                        .anyRequest()
                        .access(unknownRoute()))
                .oauth2ResourceServer(server -> server.bearerTokenResolver(presented::bearerToken)
                        .jwt(jwt -> jwt.authenticationManager(accessTokens))
                        .dPoP(proof -> proof.authenticationConverter(presented::boundToken)
                                .authenticationFailureHandler(challenges::commence))
                        .authenticationEntryPoint(challenges)
                        .protectedResourceMetadata(
                                metadata -> metadata.protectedResourceMetadataCustomizer(m -> describe(m, properties))))
                .exceptionHandling(failures ->
                        failures.authenticationEntryPoint(challenges).accessDeniedHandler(challenges))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers.contentSecurityPolicy(
                        policy -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'")))
                // No cookie authenticates anybody here, so no request can be forged with one.
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    AuthenticationManager accessTokens(NotesProperties properties, IssuerKeys keys, IssuerClient issuer, Clock clock) {
        JwtDecoder decoder = AccessTokenRules.decoder(keys, properties, clock);
        return new ProviderManager(new AccessTokenProvider(
                decoder, issuer, properties.introspection().secret()));
    }

    @Bean
    RequestRejectedHandler requestRejectedHandler() {
        return (request, response, rejection) ->
                Problem.of(HttpStatus.BAD_REQUEST.value()).writeTo(response);
    }

    /** RFC 9728 section 2. The framework starts from the Host header and from mutual TLS; both are replaced. */
    private static void describe(OAuth2ProtectedResourceMetadata.Builder metadata, NotesProperties properties) {
        metadata.resource(properties.resource())
                .resourceName("Gatehouse sample notes")
                .authorizationServer(properties.issuer())
                .scope(READ)
                .scope(WRITE)
                .claim("dpop_signing_alg_values_supported", List.of(Challenges.PROOF_ALGORITHMS.split(" ")))
                .claims(claims -> claims.remove(
                        OAuth2ProtectedResourceMetadataClaimNames.TLS_CLIENT_CERTIFICATE_BOUND_ACCESS_TOKENS));
    }
}
