package io.gatehouse.grant;

import io.gatehouse.token.AuthorizationCodeBinding;
import io.gatehouse.token.GrantService;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/** The authorization code grant (RFC 6749 section 4.1) with PKCE (RFC 7636). */
final class AuthorizationCodeGrant implements AuthenticationProvider {

    /** RFC 7636 section 4.1: 43 to 128 unreserved characters. */
    private static final Pattern CODE_VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    private final GrantService grants;
    private final GrantTrail trail;

    AuthorizationCodeGrant(GrantService grants, GrantTrail trail) {
        this.grants = grants;
        this.trail = trail;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        OAuth2AuthorizationCodeAuthenticationToken request =
                (OAuth2AuthorizationCodeAuthenticationToken) authentication;
        OAuth2ClientAuthenticationToken client =
                ClientGrants.authorized(request.getPrincipal(), AuthorizationGrantType.AUTHORIZATION_CODE);
        String verifier = (String) request.getAdditionalParameters().get(PkceParameterNames.CODE_VERIFIER);
        AuthorizationCodeBinding binding = new AuthorizationCodeBinding(request.getRedirectUri(), challenge(verifier));
        RegisteredClient registered = ClientGrants.registered(client);
        return ClientGrants.answer(
                client,
                () -> trail.note(
                        AuthorizationGrantType.AUTHORIZATION_CODE,
                        registered,
                        Set.of(),
                        grants.redeemCode(request.getCode(), registered, binding)));
    }

    /** RFC 7636 section 4.6. A verifier for a code without challenge finds no match either (RFC 9700 section 2.1.1). */
    private static @Nullable String challenge(@Nullable String verifier) {
        if (verifier == null) {
            return null;
        }
        if (!CODE_VERIFIER.matcher(verifier).matches()) {
            throw ClientGrants.refused(
                    OAuth2ErrorCodes.INVALID_GRANT, "The code verifier must be 43 to 128 unreserved characters.");
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2AuthorizationCodeAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
