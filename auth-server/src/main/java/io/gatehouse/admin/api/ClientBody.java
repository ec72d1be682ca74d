package io.gatehouse.admin.api;

import io.gatehouse.client.ClientKeySource;
import io.gatehouse.client.ClientRegistration;
import io.gatehouse.client.ClientRights;
import io.gatehouse.client.ClientUris;
import io.gatehouse.client.TokenRules;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An application as it shall be, in the words of RFC 7591. What is left out takes its usual value. */
record ClientBody(
        @Example("\"notes\"") @Nullable String clientId,
        @Example("\"Notes\"") @Nullable String clientName,
        @Example("[\"client_secret_basic\"]") @Nullable List<String> authenticationMethods,

        @Example("[\"authorization_code\", \"refresh_token\"]") @Nullable
        List<String> grantTypes,

        @Example("[\"https://notes.example.com/callback\"]") @Nullable
        List<String> redirectUris,

        @Example("[\"https://notes.example.com/\"]") @Nullable
        List<String> postLogoutRedirectUris,

        @Example("[\"openid\", \"profile\"]") @Nullable List<String> scopes,
        @Example("null") @Nullable String jwksUri,
        @Example("true") @Nullable Boolean requirePkce,
        @Example("true") @Nullable Boolean requireConsent,
        @Example("false") @Nullable Boolean mayIntrospect,
        @Example("false") @Nullable Boolean secondFactor,
        @Example("300") @Nullable Integer accessTokenSeconds,
        @Example("2592000") @Nullable Integer refreshTokenIdleSeconds,
        @Example("7776000") @Nullable Integer refreshTokenMaxSeconds,
        @Example("false") @Nullable Boolean disabled) {

    private static final int MOST = 50;

    /** A new application. */
    ClientRegistration registration() {
        String id = required("client_id", clientId);
        return over(new ClientRegistration(
                id,
                required("client_name", clientName),
                new ClientRights(
                        List.of("client_secret_basic"),
                        List.of("authorization_code", "refresh_token"),
                        List.of("openid"),
                        true,
                        true,
                        false),
                ClientUris.NONE,
                ClientKeySource.NONE,
                List.of()));
    }

    /** The same application with what this body says; whatever it leaves out stays as it is. */
    ClientRegistration over(ClientRegistration before) {
        ClientRights rights = before.rights();
        ClientUris uris = before.uris();
        TokenRules tokens = before.tokens();
        return new ClientRegistration(
                before.id(),
                clientName == null ? before.name() : clientName,
                new ClientRights(
                        list(authenticationMethods, rights.authenticationMethods()),
                        list(grantTypes, rights.grantTypes()),
                        list(scopes, rights.scopes()),
                        flag(requirePkce, rights.requirePkce()),
                        flag(requireConsent, rights.requireConsent()),
                        flag(mayIntrospect, rights.mayIntrospect()),
                        flag(secondFactor, rights.secondFactor())),
                new ClientUris(
                        list(redirectUris, uris.redirectUris()),
                        list(postLogoutRedirectUris, uris.postLogoutRedirectUris()),
                        uris.clientUri(),
                        uris.logoUri(),
                        uris.policyUri(),
                        uris.tosUri()),
                jwksUri == null
                        ? before.keys()
                        : new ClientKeySource(null, jwksUri, before.keys().signingAlgorithm()),
                new TokenRules(
                        tokens.accessTokenAlgorithm(),
                        tokens.idTokenAlgorithm(),
                        seconds(accessTokenSeconds, tokens.accessTokenLifetime()),
                        seconds(refreshTokenIdleSeconds, tokens.refreshTokenIdle()),
                        seconds(refreshTokenMaxSeconds, tokens.refreshTokenMax()),
                        tokens.claims()),
                List.of(),
                flag(disabled, before.disabled()));
    }

    private static String required(String member, @Nullable String value) {
        if (value == null) {
            throw ApiRefusal.invalid("member_missing", "The member " + member + " is missing.");
        }
        return value;
    }

    private static List<String> list(@Nullable List<String> values, List<String> otherwise) {
        if (values == null) {
            return otherwise;
        }
        if (values.size() > MOST || values.stream().anyMatch(value -> value == null || value.indexOf('\0') >= 0)) {
            throw ApiRefusal.invalid("invalid_list", "A list may have at most " + MOST + " texts.");
        }
        return values;
    }

    private static boolean flag(@Nullable Boolean value, boolean otherwise) {
        return value == null ? otherwise : value;
    }

    private static Duration seconds(@Nullable Integer value, Duration otherwise) {
        return value == null ? otherwise : Duration.ofSeconds(value);
    }
}
