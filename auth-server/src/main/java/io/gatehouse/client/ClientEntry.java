package io.gatehouse.client;

import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.text.ParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/** What the cache holds of a client, so that authenticating it needs no database. */
record ClientEntry(
        RegisteredClient client,
        List<StoredSecret> secrets,
        @Nullable JWKSet jwks,
        @Nullable URI jwksUri,
        @Nullable String signingAlgorithm) {

    static ClientEntry of(ClientRegistration registration, List<StoredSecret> secrets) {
        ClientKeySource keys = registration.keys();
        try {
            return new ClientEntry(
                    RegisteredClients.from(registration),
                    secrets,
                    keys.jwks() == null ? null : JWKSet.parse(keys.jwks()),
                    keys.jwksUri() == null ? null : URI.create(keys.jwksUri()),
                    keys.signingAlgorithm());
        } catch (ParseException e) {
            throw new IllegalStateException("Client '" + registration.id() + "' was stored with an unreadable jwks", e);
        }
    }

    boolean accepts(ClientAuthenticationMethod method) {
        return client.getClientAuthenticationMethods().contains(method);
    }
}
