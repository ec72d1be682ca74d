package io.gatehouse.logout;

import io.gatehouse.client.ClientService;
import io.gatehouse.shared.Endpoints;
import io.gatehouse.token.IdTokenHints;
import io.gatehouse.web.BrowserSecurity;
import io.gatehouse.web.PublicPaths;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** Wires logout. Its entry takes posts from other sites, so it has a chain without CSRF; it changes nothing by itself. */
@Configuration(proxyBeanMethods = false)
class LogoutConfiguration {

    @Bean
    LogoutService logoutService(IdTokenHints idTokenHints, ClientService clients) {
        return new LogoutService(idTokenHints, clients);
    }

    @Bean
    PublicPaths logoutPaths() {
        return new PublicPaths(LogoutController.CONFIRM, LogoutController.SIGNED_OUT);
    }

    @Bean
    @Order(30)
    SecurityFilterChain logoutEndpoint(HttpSecurity http, BrowserSecurity browserSecurity) {
        http.securityMatcher(Endpoints.LOGOUT);
        browserSecurity.apply(http);
        http.csrf(csrf -> csrf.ignoringRequestMatchers(request -> "POST".equals(request.getMethod())));
        return http.build();
    }
}
