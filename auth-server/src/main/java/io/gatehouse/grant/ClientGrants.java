package io.gatehouse.grant;

import io.gatehouse.token.GrantRefusedException;
import io.gatehouse.token.GrantedTokens;
import io.gatehouse.token.ScopeRefusedException;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/** The steps that all grant types share, so that none of them can forget one: who asks, may they, and the answer's form. */
final class ClientGrants {

    private static final Logger LOG = LoggerFactory.getLogger(ClientGrants.class);

    private ClientGrants() {}

    /** The authenticated client, which must be registered for the grant type (RFC 6749 section 5.2). */
    static OAuth2ClientAuthenticationToken authorized(Object principal, AuthorizationGrantType grantType) {
        if (!(principal instanceof OAuth2ClientAuthenticationToken client)
                || !client.isAuthenticated()
                || client.getRegisteredClient() == null) {
            throw refused(OAuth2ErrorCodes.INVALID_CLIENT, "Client authentication is needed.");
        }
        if (!registered(client).getAuthorizationGrantTypes().contains(grantType)) {
            throw refused(
                    OAuth2ErrorCodes.UNAUTHORIZED_CLIENT,
                    "The client is not registered for the grant type " + grantType.getValue() + ".");
        }
        return client;
    }

    static RegisteredClient registered(OAuth2ClientAuthenticationToken client) {
        RegisteredClient registered = client.getRegisteredClient();
        if (registered == null) {
            throw refused(OAuth2ErrorCodes.INVALID_CLIENT, "Client authentication is needed.");
        }
        return registered;
    }

    /** Runs the grant and puts its tokens, or its refusal, into the library's form. */
    static Authentication answer(OAuth2ClientAuthenticationToken client, Supplier<GrantedTokens> grant) {
        try {
            return response(client, grant.get());
        } catch (GrantRefusedException e) {
            LOG.info("Refused for client {}: {}", client.getName(), e.getMessage());
            throw refused(OAuth2ErrorCodes.INVALID_GRANT, "The code or token is invalid, expired, or already used.", e);
        } catch (ScopeRefusedException e) {
            LOG.info("Refused for client {}: {}", client.getName(), e.getMessage());
            throw refused(OAuth2ErrorCodes.INVALID_SCOPE, "A requested scope was not granted.", e);
        }
    }

    static OAuth2AuthenticationException refused(String code, String description) {
        return new OAuth2AuthenticationException(new OAuth2Error(code, description, null));
    }

    private static OAuth2AuthenticationException refused(String code, String description, Exception cause) {
        return new OAuth2AuthenticationException(new OAuth2Error(code, description, null), description, cause);
    }

    private static Authentication response(OAuth2ClientAuthenticationToken client, GrantedTokens tokens) {
        OAuth2AccessToken accessToken = new OAuth2AccessToken(
                OAuth2AccessToken.TokenType.BEARER,
                tokens.accessToken(),
                tokens.issuedAt(),
                tokens.expiresAt(),
                tokens.scopes());
        OAuth2RefreshToken refreshToken =
                tokens.refreshToken() == null ? null : new OAuth2RefreshToken(tokens.refreshToken(), tokens.issuedAt());
        Map<String, Object> more =
                tokens.idToken() == null ? Map.of() : Map.of(OidcParameterNames.ID_TOKEN, tokens.idToken());
        return new OAuth2AccessTokenAuthenticationToken(registered(client), client, accessToken, refreshToken, more);
    }
}
