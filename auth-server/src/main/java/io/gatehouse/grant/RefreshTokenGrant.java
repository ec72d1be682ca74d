package io.gatehouse.grant;

import io.gatehouse.token.GrantService;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2RefreshTokenAuthenticationToken;

/** The refresh token grant (RFC 6749 section 6), for confidential and public clients alike. */
final class RefreshTokenGrant implements AuthenticationProvider {

    private final GrantService grants;

    RefreshTokenGrant(GrantService grants) {
        this.grants = grants;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        OAuth2RefreshTokenAuthenticationToken request = (OAuth2RefreshTokenAuthenticationToken) authentication;
        OAuth2ClientAuthenticationToken client =
                ClientGrants.authorized(request.getPrincipal(), AuthorizationGrantType.REFRESH_TOKEN);
        return ClientGrants.answer(
                client,
                () -> grants.refresh(request.getRefreshToken(), ClientGrants.registered(client), request.getScopes()));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2RefreshTokenAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
