package io.gatehouse.signin;

import io.gatehouse.web.BrowserSecurity;
import io.gatehouse.web.PublicPaths;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;

/** The last filter chain: everything that no other chain claims is for people, and denied unless declared public. */
@Configuration(proxyBeanMethods = false)
class BrowserSecurityConfiguration {

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    SecurityFilterChain browserChain(
            HttpSecurity http, BrowserSecurity browser, ObjectProvider<PublicPaths> publicPaths) {
        String[] open = publicPaths.stream()
                .flatMap(paths -> Arrays.stream(paths.patterns()))
                .distinct()
                .toArray(String[]::new);
        browser.apply(http);
        return http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/assets/**")
                        .permitAll()
                        .requestMatchers(HttpMethod.HEAD, "/assets/**")
                        .permitAll()
                        .requestMatchers("/error")
                        .permitAll()
                        .requestMatchers(open)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(BrowserSecurityConfiguration::askToSignIn))
                .build();
    }

    private static void askToSignIn(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        if (!HttpMethod.GET.matches(request.getMethod()) || !wantsPage(request)) {
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        String query = request.getQueryString();
        String place = query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader(HttpHeaders.LOCATION, Continuation.signInPath(place));
    }

    private static boolean wantsPage(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains(MediaType.TEXT_HTML_VALUE);
    }
}
