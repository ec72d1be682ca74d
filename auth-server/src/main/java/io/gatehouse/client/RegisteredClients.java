package io.gatehouse.client;

import com.nimbusds.jose.JWSAlgorithm;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** Says a registration in the protocol library's words. */
final class RegisteredClients {

    /** The library wants at least one grant type; a client that only introspects gets one that no endpoint serves. */
    private static final AuthorizationGrantType NO_GRANT = new AuthorizationGrantType("urn:gatehouse:grant-type:none");

    /** RFC 6749 section 4.1.2 recommends at most ten minutes; FAPI 2.0 allows one. */
    private static final Duration CODE_LIFETIME = Duration.ofSeconds(60);

    private RegisteredClients() {}

    static RegisteredClient from(ClientRegistration client) {
        ClientRights rights = client.rights();
        RegisteredClient.Builder builder = RegisteredClient.withId(client.id())
                .clientId(client.id())
                .clientName(client.name())
                .redirectUris(uris -> uris.addAll(client.uris().redirectUris()))
                .postLogoutRedirectUris(uris -> uris.addAll(client.uris().postLogoutRedirectUris()))
                .scopes(scopes -> scopes.addAll(rights.scopes()))
                .clientSettings(settings(client))
                .tokenSettings(tokens(client.tokens()));
        rights.authenticationMethods()
                .forEach(method -> builder.clientAuthenticationMethod(ClientAuthenticationMethod.valueOf(method)));
        rights.grantTypes().forEach(grant -> builder.authorizationGrantType(new AuthorizationGrantType(grant)));
        if (rights.grantTypes().isEmpty()) {
            builder.authorizationGrantType(NO_GRANT);
        }
        return builder.build();
    }

    private static ClientSettings settings(ClientRegistration client) {
        ClientSettings.Builder settings = ClientSettings.builder()
                .requireProofKey(client.rights().requirePkce())
                .requireAuthorizationConsent(client.rights().requireConsent());
        ClientUris uris = client.uris();
        TokenRules tokens = client.tokens();
        new ClientPolicy(
                        JWSAlgorithm.parse(tokens.accessTokenAlgorithm()),
                        JWSAlgorithm.parse(tokens.idTokenAlgorithm()),
                        tokens.accessTokenLifetime(),
                        tokens.refreshTokenIdle(),
                        tokens.refreshTokenMax(),
                        client.rights().mayIntrospect(),
                        client.rights().secondFactor(),
                        tokens.claims(),
                        uri(uris.clientUri()),
                        uri(uris.logoUri()),
                        uri(uris.policyUri()),
                        uri(uris.tosUri()))
                .writeTo(settings);
        return settings.build();
    }

    private static TokenSettings tokens(TokenRules rules) {
        TokenSettings.Builder settings = TokenSettings.builder()
                .authorizationCodeTimeToLive(CODE_LIFETIME)
                .accessTokenTimeToLive(rules.accessTokenLifetime())
                .refreshTokenTimeToLive(rules.refreshTokenIdle())
                .reuseRefreshTokens(false);
        // the library's enum lacks EdDSA; ClientPolicy says what is really used
        SignatureAlgorithm idToken = SignatureAlgorithm.from(rules.idTokenAlgorithm());
        if (idToken != null) {
            settings.idTokenSignatureAlgorithm(idToken);
        }
        return settings.build();
    }

    /** Pages link to these, so that one which registration would refuse is none, however it got into the table. */
    private static @Nullable URI uri(@Nullable String text) {
        return text == null || UriRules.link(text) != null ? null : URI.create(text);
    }
}
