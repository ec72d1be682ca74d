package io.gatehouse.protocol;

import io.gatehouse.shared.GatehouseProperties;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContext;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.web.filter.OncePerRequestFilter;

/** Tells the library who the issuer is: always the configured one, whatever host a request names. */
final class ServerContextFilter extends OncePerRequestFilter {

    private final AuthorizationServerContext context;

    ServerContextFilter(GatehouseProperties server) {
        String issuer = server.issuer().toString();
        this.context = new FixedContext(
                issuer, AuthorizationServerSettings.builder().issuer(issuer).build());
    }

    private record FixedContext(String issuer, AuthorizationServerSettings settings)
            implements AuthorizationServerContext {

        @Override
        public String getIssuer() {
            return issuer;
        }

        @Override
        public AuthorizationServerSettings getAuthorizationServerSettings() {
            return settings;
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            AuthorizationServerContextHolder.setContext(context);
            chain.doFilter(request, response);
        } finally {
            AuthorizationServerContextHolder.resetContext();
        }
    }
}
