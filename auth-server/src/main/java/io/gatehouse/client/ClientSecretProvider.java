package io.gatehouse.client;

import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.stereotype.Component;

/** {@code client_secret_basic} and {@code client_secret_post} (RFC 6749 section 2.3.1). */
@Component
final class ClientSecretProvider implements AuthenticationProvider {

    private final ClientCache clients;
    private final ClientSecrets secrets;
    private final ClientGuesses guesses;

    ClientSecretProvider(ClientCache clients, ClientSecrets secrets, ClientGuesses guesses) {
        this.clients = clients;
        this.secrets = secrets;
        this.guesses = guesses;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication authentication) {
        OAuth2ClientAuthenticationToken request = (OAuth2ClientAuthenticationToken) authentication;
        ClientAuthenticationMethod method = request.getClientAuthenticationMethod();
        if (!method.equals(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                && !method.equals(ClientAuthenticationMethod.CLIENT_SECRET_POST)) {
            return null;
        }
        String clientId = request.getName();
        String secret = String.valueOf(request.getCredentials());
        guesses.requireOpen(clientId, secret);
        ClientEntry entry = clients.entry(clientId);
        boolean verified = verify(entry, secret);
        if (!verified) {
            guesses.failed(clientId, secret);
        }
        if (entry == null) {
            throw ClientRefusal.client(clientId, "an unknown client_id");
        }
        if (!verified) {
            throw ClientRefusal.client(clientId, "a wrong secret");
        }
        if (!entry.accepts(method)) {
            throw ClientRefusal.client(
                    clientId, "a method that the client is not registered for: " + method.getValue());
        }
        return new OAuth2ClientAuthenticationToken(entry.client(), method, null);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2ClientAuthenticationToken.class.isAssignableFrom(authentication);
    }

    private boolean verify(@Nullable ClientEntry entry, String secret) {
        try {
            return secrets.verify(entry, secret);
        } catch (GatehouseException e) {
            if (e.code() == ErrorCode.OVERLOADED) {
                throw ClientRefusal.overloaded();
            }
            throw e;
        }
    }
}
