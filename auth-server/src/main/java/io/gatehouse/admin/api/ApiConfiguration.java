package io.gatehouse.admin.api;

import io.gatehouse.shared.GatehouseProperties;
import io.gatehouse.token.TokenInspection;
import io.gatehouse.web.PublicPaths;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The chain of the API, and what stands before its handlers. No session, no cookie, and so no CSRF. */
@Configuration(proxyBeanMethods = false)
class ApiConfiguration {

    private static final PathPatternRequestMatcher.Builder PATH = PathPatternRequestMatcher.withDefaults();

    @Bean
    @Order(20)
    SecurityFilterChain adminApi(
            HttpSecurity http, TokenInspection tokens, Problems problems, GatehouseProperties server) {
        http.securityMatcher(PATH.matcher(ApiPaths.EVERYTHING))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .exceptionHandling(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                .headers(headers -> headers.contentSecurityPolicy(
                        policy -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'")))
                .addFilterBefore(new ApiTokenFilter(tokens, problems, server), AuthorizationFilter.class)
                .addFilterBefore(new ApiBodyFilter(problems), AuthorizationFilter.class);
        return http.build();
    }

    @Bean
    PublicPaths adminApiMetadataPath() {
        return new PublicPaths(ApiPaths.RESOURCE_METADATA);
    }

    @Bean
    WebMvcConfigurer adminApiHandlers(
            ObjectProvider<PermissionInterceptor> permissions,
            ObjectProvider<ApiArguments> arguments,
            ObjectProvider<InvitationArguments> invitations,
            ObjectProvider<WebhookGuard> webhooks,
            ApiJson json) {
        return new WebMvcConfigurer() {

            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(permissions.getObject()).addPathPatterns(ApiPaths.EVERYTHING);
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(arguments.getObject());
                resolvers.add(invitations.getObject());
                resolvers.add(webhooks.getObject());
            }

            @Override
            public void addReturnValueHandlers(List<HandlerMethodReturnValueHandler> handlers) {
                handlers.add(new AnswerWriter(json));
            }
        };
    }
}
