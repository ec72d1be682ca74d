package io.gatehouse.admin;

import io.gatehouse.client.ClientRegistration;
import io.gatehouse.client.ClientRights;
import io.gatehouse.client.ClientUris;
import io.gatehouse.client.TokenRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A registration as short texts in the words of RFC 7591, to write down what changed and to hold two of them side by side. */
public final class ClientFacts {

    private ClientFacts() {}

    /** A setting of which two registrations say something else. */
    public record Difference(String setting, String one, String other) {}

    /** The settings that are not the same, in the order of the registration. */
    public static List<Difference> differences(ClientRegistration one, ClientRegistration other) {
        Map<String, String> others = of(other);
        List<Difference> differences = new ArrayList<>();
        of(one).forEach((setting, value) -> {
            String there = others.getOrDefault(setting, "");
            if (!there.equals(value)) {
                differences.add(new Difference(setting, value, there));
            }
        });
        return differences;
    }

    private static Map<String, String> of(ClientRegistration client) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("client_name", client.name());
        rights(client.rights(), facts);
        uris(client.uris(), facts);
        facts.put("jwks", text(client.keys().jwks()));
        facts.put("jwks_uri", text(client.keys().jwksUri()));
        facts.put("token_endpoint_auth_signing_alg", text(client.keys().signingAlgorithm()));
        tokens(client.tokens(), facts);
        facts.put("disabled", Boolean.toString(client.disabled()));
        return facts;
    }

    private static void rights(ClientRights rights, Map<String, String> facts) {
        facts.put("token_endpoint_auth_methods", words(rights.authenticationMethods()));
        facts.put("grant_types", words(rights.grantTypes()));
        facts.put("scopes", words(rights.scopes()));
        facts.put("require_pkce", Boolean.toString(rights.requirePkce()));
        facts.put("require_consent", Boolean.toString(rights.requireConsent()));
        facts.put("may_introspect", Boolean.toString(rights.mayIntrospect()));
        facts.put("second_factor", Boolean.toString(rights.secondFactor()));
    }

    private static void uris(ClientUris uris, Map<String, String> facts) {
        facts.put("redirect_uris", words(uris.redirectUris()));
        facts.put("post_logout_redirect_uris", words(uris.postLogoutRedirectUris()));
        facts.put("client_uri", text(uris.clientUri()));
        facts.put("logo_uri", text(uris.logoUri()));
        facts.put("policy_uri", text(uris.policyUri()));
        facts.put("tos_uri", text(uris.tosUri()));
    }

    private static void tokens(TokenRules tokens, Map<String, String> facts) {
        facts.put("access_token_alg", tokens.accessTokenAlgorithm());
        facts.put("id_token_alg", tokens.idTokenAlgorithm());
        facts.put("access_token_seconds", seconds(tokens.accessTokenLifetime()));
        facts.put("refresh_token_idle_seconds", seconds(tokens.refreshTokenIdle()));
        facts.put("refresh_token_max_seconds", seconds(tokens.refreshTokenMax()));
        facts.put("claims", tokens.claims().content().code());
        facts.put("role_filter", words(tokens.claims().filter()));
        facts.put("max_claims", Integer.toString(tokens.claims().most()));
    }

    private static String words(List<String> values) {
        return String.join(" ", values);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static String seconds(Duration value) {
        return Long.toString(value.toSeconds());
    }
}
