package io.gatehouse.grant;

import io.gatehouse.token.GrantService;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2RefreshTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/** The refresh token grant (RFC 6749 section 6), for confidential and public clients alike. */
final class RefreshTokenGrant implements AuthenticationProvider {

    private final GrantService grants;
    private final GrantTrail trail;

    RefreshTokenGrant(GrantService grants, GrantTrail trail) {
        this.grants = grants;
        this.trail = trail;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        OAuth2RefreshTokenAuthenticationToken request = (OAuth2RefreshTokenAuthenticationToken) authentication;
        OAuth2ClientAuthenticationToken client =
                ClientGrants.authorized(request.getPrincipal(), AuthorizationGrantType.REFRESH_TOKEN);
        RegisteredClient registered = ClientGrants.registered(client);
        return ClientGrants.answer(
                client,
                () -> trail.note(
                        AuthorizationGrantType.REFRESH_TOKEN,
                        registered,
                        request.getScopes(),
                        grants.refresh(request.getRefreshToken(), registered, request.getScopes())));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2RefreshTokenAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
