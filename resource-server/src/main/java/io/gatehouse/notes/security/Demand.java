package io.gatehouse.notes.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** What a route demands of its caller. Demands are checked in the order in which they were joined. */
final class Demand implements AuthorizationManager<RequestAuthorizationContext> {

    private final Function<JwtAuthenticationToken, @Nullable Refusal> check;

    private Demand(Function<JwtAuthenticationToken, @Nullable Refusal> check) {
        this.check = check;
    }

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> authentication, RequestAuthorizationContext context) {
        if (authentication.get() instanceof JwtAuthenticationToken caller && caller.isAuthenticated()) {
            Refusal refusal = check.apply(caller);
            return refusal == null ? new AuthorizationDecision(true) : refusal;
        }
        return new AuthorizationDecision(false);
    }

    Demand and(Demand next) {
        return new Demand(caller -> {
            Refusal refusal = check.apply(caller);
            return refusal == null ? next.check.apply(caller) : refusal;
        });
    }

    static Demand scope(String scope) {
        return new Demand(caller -> has(caller, "SCOPE_" + scope) ? null : new Refusal.MissingScope(scope));
    }

    static Demand role(String role) {
        return new Demand(caller -> has(caller, "ROLE_" + role) ? null : new Refusal.MissingRole(role));
    }

    /** RFC 9470 section 3: the authentication behind the token must be of this kind and not older than that. */
    static Demand recentAuthentication(String acr, Duration maxAge, Clock clock) {
        return new Demand(caller -> {
            Object contextClass = caller.getToken().getClaim("acr");
            Instant now = clock.instant();
            Instant authenticatedAt = authenticationTime(caller);
            boolean recent = authenticatedAt != null
                    && !authenticatedAt.plus(maxAge).isBefore(now)
                    && !authenticatedAt.isAfter(now.plusSeconds(10));
            return acr.equals(contextClass) && recent ? null : new Refusal.StaleAuthentication(acr, maxAge);
        });
    }

    static Demand unknownRoute() {
        return new Demand(caller -> new Refusal.NoSuchRoute());
    }

    private static @Nullable Instant authenticationTime(JwtAuthenticationToken caller) {
        return caller.getToken().getClaim("auth_time") instanceof Number seconds
                ? Instant.ofEpochSecond(seconds.longValue())
                : null;
    }

    private static boolean has(JwtAuthenticationToken caller, String authority) {
        return caller.getAuthorities().stream().anyMatch(granted -> authority.equals(granted.getAuthority()));
    }
}
