package io.gatehouse.protocol;

import io.gatehouse.client.ScopeCatalog;
import io.gatehouse.session.SessionAuthentication;
import io.gatehouse.session.SsoSession;
import io.gatehouse.shared.UuidV7;
import io.gatehouse.token.AuthorizationCodeBinding;
import io.gatehouse.token.Grant;
import io.gatehouse.token.GrantService;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/**
 * Answers an authorization request: checks its rules, sends the person to whatever is still missing, and issues the code. Every
 * page returns here, so there is one place that decides, and no way around it.
 */
final class AuthorizationProvider implements AuthenticationProvider {

    /** How long the library's value object says that a code lives; the grant store decides. */
    private static final Duration NOMINAL_CODE_LIFETIME = Duration.ofMinutes(1);

    private final RegisteredClientRepository clients;
    private final RequiredInteraction requiredInteraction;
    private final ScopeCatalog scopeCatalog;
    private final GrantService grants;
    private final Clock clock;

    AuthorizationProvider(
            RegisteredClientRepository clients,
            RequiredInteraction requiredInteraction,
            ScopeCatalog scopeCatalog,
            GrantService grants,
            Clock clock) {
        this.clients = clients;
        this.requiredInteraction = requiredInteraction;
        this.scopeCatalog = scopeCatalog;
        this.grants = grants;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        OAuth2AuthorizationCodeRequestAuthenticationToken token =
                (OAuth2AuthorizationCodeRequestAuthenticationToken) authentication;
        RegisteredClient client = clients.findByClientId(token.getClientId());
        if (client == null) {
            throw AuthorizationRequest.errorPage(OAuth2ErrorCodes.INVALID_REQUEST, "The client is unknown.");
        }
        AuthorizationRequest request = new AuthorizationRequest(token, client);
        AuthorizationRequestRules.check(request);
        SsoSession session = requiredInteraction.complete(request, session(token));
        return issueCode(request, session);
    }

    private Authentication issueCode(AuthorizationRequest request, SsoSession session) {
        Set<String> scopes = allowed(request.scopes(), session);
        boolean offline = scopes.contains("offline_access");
        Instant familyEnd = grants.familyEnd(request.client());
        // without offline_access nothing outlives the session (OpenID Connect Core 11)
        Instant end = offline || familyEnd.isBefore(session.expiresAt()) ? familyEnd : session.expiresAt();
        Grant grant = new Grant(
                UuidV7.next(clock),
                request.client().getClientId(),
                session.accountId(),
                session.sid(),
                scopes,
                List.copyOf(scopeCatalog.resources(scopes)),
                new Grant.Authentication(session.acr(), session.amr(), session.authTime(), session.actingAdmin()),
                request.parameter("nonce"),
                offline,
                end);
        String code = grants.issueCode(
                grant,
                new AuthorizationCodeBinding(
                        emptyToNull(request.token().getRedirectUri()),
                        request.parameter(PkceParameterNames.CODE_CHALLENGE)));
        Instant now = clock.instant();
        OAuth2AuthorizationCodeRequestAuthenticationToken answer =
                new OAuth2AuthorizationCodeRequestAuthenticationToken(
                        request.token().getAuthorizationUri(),
                        request.client().getClientId(),
                        principal(request.token()),
                        new OAuth2AuthorizationCode(code, now, now.plus(NOMINAL_CODE_LIFETIME)),
                        request.redirectUri(),
                        request.token().getState(),
                        scopes);
        answer.setDetails(AuthorizationTrail.Details.of(request, grant));
        return answer;
    }

    /** RFC 6749 section 3.3: less may be granted. Who acts as somebody else neither stays on nor administers. */
    private static Set<String> allowed(Set<String> scopes, SsoSession session) {
        if (!session.acting()) {
            return scopes;
        }
        return scopes.stream()
                .filter(scope -> !scope.equals("offline_access") && !scope.startsWith("admin."))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    static Authentication principal(OAuth2AuthorizationCodeRequestAuthenticationToken token) {
        return (Authentication) token.getPrincipal();
    }

    private static @Nullable SsoSession session(OAuth2AuthorizationCodeRequestAuthenticationToken token) {
        return principal(token) instanceof SessionAuthentication authenticated ? authenticated.session() : null;
    }

    private static @Nullable String emptyToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2AuthorizationCodeRequestAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
