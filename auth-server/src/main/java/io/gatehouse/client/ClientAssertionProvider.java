package io.gatehouse.client;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.stereotype.Component;

/** {@code private_key_jwt} (OpenID Connect Core 9, RFC 7523 section 3). */
@Component
final class ClientAssertionProvider implements AuthenticationProvider {

    private final ClientCache clients;
    private final ClientAssertions assertions;

    ClientAssertionProvider(ClientCache clients, ClientAssertions assertions) {
        this.clients = clients;
        this.assertions = assertions;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication authentication) {
        OAuth2ClientAuthenticationToken request = (OAuth2ClientAuthenticationToken) authentication;
        if (!request.getClientAuthenticationMethod().equals(ClientAuthenticationMethod.PRIVATE_KEY_JWT)) {
            return null;
        }
        ClientEntry entry = clients.entry(request.getName());
        if (entry == null || !entry.accepts(ClientAuthenticationMethod.PRIVATE_KEY_JWT)) {
            throw ClientRefusal.client(request.getName(), "an assertion from a client that is not registered for it");
        }
        assertions.verify(entry, String.valueOf(request.getCredentials()));
        return new OAuth2ClientAuthenticationToken(entry.client(), ClientAuthenticationMethod.PRIVATE_KEY_JWT, null);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2ClientAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
