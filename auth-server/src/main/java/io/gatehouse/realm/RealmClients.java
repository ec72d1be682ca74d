package io.gatehouse.realm;

import static io.gatehouse.realm.RealmReader.text;

import io.gatehouse.client.ClaimRules;
import io.gatehouse.client.ClientKeySource;
import io.gatehouse.client.ClientRegistration;
import io.gatehouse.client.ClientRights;
import io.gatehouse.client.ClientUris;
import io.gatehouse.client.SecretSource;
import io.gatehouse.client.TokenRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads one entry under {@code clients}. */
final class RealmClients {

    private RealmClients() {}

    static ClientRegistration registration(JsonNode node, List<SecretSource> secrets) {
        String id = text(node, "client_id", "");
        return new ClientRegistration(
                id,
                text(node, "client_name", id),
                rights(node),
                uris(node),
                keys(node),
                tokens(node),
                secrets,
                flag(node, "disabled", false));
    }

    private static ClientRights rights(JsonNode node) {
        return new ClientRights(
                texts(node, "token_endpoint_auth_methods"),
                texts(node, "grant_types"),
                texts(node, "scopes"),
                flag(node, "require_pkce", true),
                flag(node, "require_consent", true),
                flag(node, "may_introspect", false),
                flag(node, "second_factor", false));
    }

    private static ClientUris uris(JsonNode node) {
        return new ClientUris(
                texts(node, "redirect_uris"),
                texts(node, "post_logout_redirect_uris"),
                text(node, "client_uri"),
                text(node, "logo_uri"),
                text(node, "policy_uri"),
                text(node, "tos_uri"));
    }

    private static ClientKeySource keys(JsonNode node) {
        JsonNode jwks = node.path("jwks");
        return new ClientKeySource(
                jwks.isObject() ? jwks.toString() : null,
                text(node, "jwks_uri"),
                text(node, "token_endpoint_auth_signing_alg"));
    }

    private static TokenRules tokens(JsonNode node) {
        TokenRules usual = TokenRules.DEFAULT;
        return new TokenRules(
                text(node, "access_token_alg", usual.accessTokenAlgorithm()),
                text(node, "id_token_alg", usual.idTokenAlgorithm()),
                seconds(node, "access_token_seconds", usual.accessTokenLifetime()),
                seconds(node, "refresh_token_idle_seconds", usual.refreshTokenIdle()),
                seconds(node, "refresh_token_max_seconds", usual.refreshTokenMax()),
                claims(node));
    }

    private static ClaimRules claims(JsonNode node) {
        return new ClaimRules(
                ClaimRules.Content.of(
                        text(node, "claims", ClaimRules.DEFAULT.content().code())),
                texts(node, "role_filter"),
                node.path("max_claims").intValue(ClaimRules.DEFAULT.most()));
    }

    private static List<String> texts(JsonNode node, String key) {
        List<String> values = new ArrayList<>();
        node.path(key).forEach(value -> values.add(value.stringValue("")));
        return values;
    }

    private static boolean flag(JsonNode node, String key, boolean otherwise) {
        return node.path(key).booleanValue(otherwise);
    }

    private static Duration seconds(JsonNode node, String key, Duration otherwise) {
        return Duration.ofSeconds(node.path(key).longValue(otherwise.toSeconds()));
    }
}
