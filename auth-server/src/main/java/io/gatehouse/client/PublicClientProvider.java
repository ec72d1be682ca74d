package io.gatehouse.client;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.stereotype.Component;

/** {@code none}: a public client only says who it is (RFC 6749 section 3.2.1); a confidential one can't pass here. */
@Component
final class PublicClientProvider implements AuthenticationProvider {

    private final ClientCache clients;

    PublicClientProvider(ClientCache clients) {
        this.clients = clients;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication authentication) {
        OAuth2ClientAuthenticationToken request = (OAuth2ClientAuthenticationToken) authentication;
        if (!request.getClientAuthenticationMethod().equals(ClientAuthenticationMethod.NONE)) {
            return null;
        }
        ClientEntry entry = clients.entry(request.getName());
        if (entry == null || !entry.accepts(ClientAuthenticationMethod.NONE)) {
            throw ClientRefusal.client(request.getName(), "no credentials from a client that is not public");
        }
        return new OAuth2ClientAuthenticationToken(entry.client(), ClientAuthenticationMethod.NONE, null);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2ClientAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
