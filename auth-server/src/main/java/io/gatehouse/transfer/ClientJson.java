package io.gatehouse.transfer;

import io.gatehouse.client.ClientKeySource;
import io.gatehouse.client.ClientRegistration;
import io.gatehouse.client.ClientRights;
import io.gatehouse.client.ClientUris;
import io.gatehouse.client.StoredClients;
import io.gatehouse.client.TokenRules;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A client in our own export, under the keys of the realm file. */
final class ClientJson {

    private ClientJson() {}

    static Map<String, Object> write(ClientRegistration client, List<StoredClients.Hash> secrets) {
        Map<String, Object> json = new LinkedHashMap<>();
        ClientRights rights = client.rights();
        json.put("client_id", client.id());
        json.put("client_name", client.name());
        json.put("disabled", client.disabled());
        json.put("token_endpoint_auth_methods", rights.authenticationMethods());
        json.put("grant_types", rights.grantTypes());
        json.put("scopes", rights.scopes());
        json.put("require_pkce", rights.requirePkce());
        json.put("require_consent", rights.requireConsent());
        json.put("may_introspect", rights.mayIntrospect());
        json.put("second_factor", rights.secondFactor());
        uris(client.uris(), json);
        ClientKeySource keys = client.keys();
        put(json, "jwks", keys.jwks() == null ? null : Json.inside(keys.jwks()));
        put(json, "jwks_uri", keys.jwksUri());
        put(json, "token_endpoint_auth_signing_alg", keys.signingAlgorithm());
        TokenRules tokens = client.tokens();
        json.put("access_token_alg", tokens.accessTokenAlgorithm());
        json.put("id_token_alg", tokens.idTokenAlgorithm());
        json.put("access_token_seconds", tokens.accessTokenLifetime().toSeconds());
        json.put("refresh_token_idle_seconds", tokens.refreshTokenIdle().toSeconds());
        json.put("refresh_token_max_seconds", tokens.refreshTokenMax().toSeconds());
        if (!secrets.isEmpty()) {
            json.put("secrets", secrets.stream().map(ClientJson::secret).toList());
        }
        return json;
    }

    private static void uris(ClientUris uris, Map<String, Object> json) {
        json.put("redirect_uris", uris.redirectUris());
        json.put("post_logout_redirect_uris", uris.postLogoutRedirectUris());
        put(json, "client_uri", uris.clientUri());
        put(json, "logo_uri", uris.logoUri());
        put(json, "policy_uri", uris.policyUri());
        put(json, "tos_uri", uris.tosUri());
    }

    private static Map<String, Object> secret(StoredClients.Hash hash) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("hash", hash.text());
        json.put("declared", hash.declared());
        put(
                json,
                "expires_at",
                hash.expiresAt() == null ? null : hash.expiresAt().toString());
        return json;
    }

    private static void put(Map<String, Object> json, String key, @Nullable Object value) {
        if (value != null) {
            json.put(key, value);
        }
    }

    static ClientRegistration read(JsonNode node) {
        String id = Json.text(node, "client_id", "");
        TokenRules usual = TokenRules.DEFAULT;
        return new ClientRegistration(
                id,
                Json.text(node, "client_name", id),
                new ClientRights(
                        Json.texts(node.path("token_endpoint_auth_methods")),
                        Json.texts(node.path("grant_types")),
                        Json.texts(node.path("scopes")),
                        Json.flag(node, "require_pkce", true),
                        Json.flag(node, "require_consent", true),
                        Json.flag(node, "may_introspect", false),
                        Json.flag(node, "second_factor", false)),
                new ClientUris(
                        Json.texts(node.path("redirect_uris")),
                        Json.texts(node.path("post_logout_redirect_uris")),
                        Json.text(node, "client_uri"),
                        Json.text(node, "logo_uri"),
                        Json.text(node, "policy_uri"),
                        Json.text(node, "tos_uri")),
                new ClientKeySource(
                        node.path("jwks").isObject() ? node.path("jwks").toString() : null,
                        Json.text(node, "jwks_uri"),
                        Json.text(node, "token_endpoint_auth_signing_alg")),
                new TokenRules(
                        Json.text(node, "access_token_alg", usual.accessTokenAlgorithm()),
                        Json.text(node, "id_token_alg", usual.idTokenAlgorithm()),
                        seconds(node, "access_token_seconds", usual.accessTokenLifetime()),
                        seconds(node, "refresh_token_idle_seconds", usual.refreshTokenIdle()),
                        seconds(node, "refresh_token_max_seconds", usual.refreshTokenMax())),
                List.of(),
                Json.flag(node, "disabled", false));
    }

    static List<StoredClients.Hash> secrets(JsonNode node) {
        List<StoredClients.Hash> hashes = new ArrayList<>();
        for (JsonNode secret : node.path("secrets")) {
            hashes.add(new StoredClients.Hash(
                    Json.text(secret, "hash", ""),
                    Json.flag(secret, "declared", true),
                    instant(Json.text(secret, "expires_at"))));
        }
        return hashes;
    }

    /** A moment that can't be read is over: the secret must not outlive what its owner meant. */
    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }

    private static Duration seconds(JsonNode node, String key, Duration otherwise) {
        return Duration.ofSeconds(Json.number(node, key, otherwise.toSeconds()));
    }
}
