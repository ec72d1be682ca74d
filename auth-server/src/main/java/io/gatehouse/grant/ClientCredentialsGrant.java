package io.gatehouse.grant;

import io.gatehouse.token.GrantService;
import java.util.Set;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/** The client credentials grant (RFC 6749 section 4.4): confidential clients only, no person, nothing stored. */
final class ClientCredentialsGrant implements AuthenticationProvider {

    private final GrantService grants;
    private final GrantTrail trail;

    ClientCredentialsGrant(GrantService grants, GrantTrail trail) {
        this.grants = grants;
        this.trail = trail;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        OAuth2ClientCredentialsAuthenticationToken request =
                (OAuth2ClientCredentialsAuthenticationToken) authentication;
        OAuth2ClientAuthenticationToken client =
                ClientGrants.authorized(request.getPrincipal(), AuthorizationGrantType.CLIENT_CREDENTIALS);
        if (ClientAuthenticationMethod.NONE.equals(client.getClientAuthenticationMethod())) {
            throw ClientGrants.refused(OAuth2ErrorCodes.INVALID_CLIENT, "This grant needs a confidential client.");
        }
        RegisteredClient registered = ClientGrants.registered(client);
        Set<String> scopes = request.getScopes();
        // openid asks about a person, and there is none (OpenID Connect Core 3)
        if (!registered.getScopes().containsAll(scopes) || scopes.contains(OidcScopes.OPENID)) {
            throw ClientGrants.refused(
                    OAuth2ErrorCodes.INVALID_SCOPE, "A requested scope is not allowed for this client.");
        }
        return ClientGrants.answer(
                client,
                () -> trail.note(
                        AuthorizationGrantType.CLIENT_CREDENTIALS,
                        registered,
                        scopes,
                        grants.forClient(registered, scopes)));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2ClientCredentialsAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
