package io.gatehouse.client;

import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a registration must satisfy before it is stored; all problems at once. */
final class ClientRules {

    static final Set<String> METHODS = Set.of("client_secret_basic", "client_secret_post", "private_key_jwt", "none");
    static final Set<String> GRANTS = Set.of("authorization_code", "refresh_token", "client_credentials");
    static final Set<String> ALGORITHMS = Set.of("RS256", "PS256", "ES256", "EdDSA");

    /** VSCHAR of RFC 6749 appendix A.1 without the space. */
    private static final Pattern ID = Pattern.compile("[\\x21-\\x7E]{1,255}");

    private static final int MOST_CLAIMS = 1000;

    private final List<ClientProblem> problems = new ArrayList<>();
    private final ClientRegistration client;

    private ClientRules(ClientRegistration client) {
        this.client = client;
    }

    static List<ClientProblem> check(ClientRegistration client, Predicate<String> scopeExists) {
        ClientRules rules = new ClientRules(client);
        rules.names();
        rules.rights(scopeExists);
        rules.secretsAndKeys();
        rules.uris();
        rules.tokens();
        rules.claims();
        return List.copyOf(rules.problems);
    }

    private void names() {
        if (!ID.matcher(client.id()).matches()) {
            problem("client_id", "must be 1 to 255 printable ASCII characters without spaces.");
        }
        String name = client.name();
        if (name.isBlank() || name.length() > 100) {
            problem("client_name", "must have 1 to 100 characters.");
        }
        if (name.codePoints().anyMatch(ClientRules::invisible)) {
            problem("client_name", "must not contain control characters or text direction marks.");
        }
    }

    private void rights(Predicate<String> scopeExists) {
        ClientRights rights = client.rights();
        each("token_endpoint_auth_methods", rights.authenticationMethods(), METHODS::contains, "is not supported.");
        each("grant_types", rights.grantTypes(), GRANTS::contains, "is not supported.");
        each("scopes", rights.scopes(), scopeExists, "is not a scope that exists.");
        List<String> methods = rights.authenticationMethods();
        if (methods.isEmpty()) {
            problem("token_endpoint_auth_methods", "must name at least one method.");
        }
        if (methods.contains("none") && methods.size() > 1) {
            problem("token_endpoint_auth_methods", "must not mix 'none' with a method that authenticates.");
        }
        if (methods.contains("none") && !rights.requirePkce()) {
            // RFC 9700 section 2.1.1
            problem("require_pkce", "must be true for a public client (token_endpoint_auth_methods 'none').");
        }
        if (methods.contains("none") && rights.grantTypes().contains("client_credentials")) {
            // RFC 6749 section 4.4
            problem("grant_types", "must not contain client_credentials for a public client.");
        }
        if (methods.contains("none") && rights.mayIntrospect()) {
            // RFC 7662 section 2.1
            problem("may_introspect", "must be false for a public client, which can't prove who it is.");
        }
    }

    private void secretsAndKeys() {
        List<String> methods = client.rights().authenticationMethods();
        boolean secretMethod = methods.contains("client_secret_basic") || methods.contains("client_secret_post");
        if (!secretMethod && !client.secrets().isEmpty()) {
            problem("secrets", "make no sense: no authentication method of this client uses them.");
        }
        for (int i = 0; i < client.secrets().size(); i++) {
            secret("secrets[" + i + "]", client.secrets().get(i));
        }
        ClientKeySource keys = client.keys();
        if (keys.jwks() != null && keys.jwksUri() != null) {
            // RFC 7591 section 2
            problem("jwks", "and jwks_uri must not both be present.");
        }
        if (methods.contains("private_key_jwt") && keys.jwks() == null && keys.jwksUri() == null) {
            problem("jwks", "or jwks_uri is needed for private_key_jwt.");
        }
        if (keys.signingAlgorithm() != null
                && !ClientAuthentication.ASSERTION_ALGORITHMS.contains(keys.signingAlgorithm())) {
            problem("token_endpoint_auth_signing_alg", "must be one of RS256, PS256, ES256, EdDSA.");
        }
        if (keys.jwks() != null) {
            jwks(keys.jwks());
        }
    }

    private void secret(String key, SecretSource source) {
        switch (source) {
            case SecretSource.Value value -> {
                if (value.value().isBlank() || value.value().length() > 1024) {
                    problem(key, "must have 1 to 1024 characters.");
                }
            }
            case SecretSource.Hash hash -> {
                try {
                    SlowHashes.canonical(hash.hash());
                } catch (IllegalArgumentException e) {
                    problem(key, e.getMessage() + ".");
                }
            }
        }
    }

    private void jwks(String json) {
        try {
            List<JWK> keys = JWKSet.parse(json).getKeys();
            if (keys.isEmpty() || keys.size() > 20) {
                problem("jwks", "must hold 1 to 20 keys.");
            }
            for (int i = 0; i < keys.size(); i++) {
                JWK key = keys.get(i);
                if (!(key instanceof AsymmetricJWK) || key.isPrivate()) {
                    problem("jwks.keys[" + i + "]", "must be a public RSA, EC or OKP key.");
                } else if (key instanceof RSAKey && key.size() < 2048) {
                    problem("jwks.keys[" + i + "]", "must have at least 2048 bits.");
                }
            }
        } catch (ParseException e) {
            problem("jwks", "is not a JSON Web Key Set.");
        }
    }

    private void uris() {
        ClientUris uris = client.uris();
        if (client.rights().grantTypes().contains("authorization_code")
                && uris.redirectUris().isEmpty()) {
            problem("redirect_uris", "must name at least one address for the authorization_code grant.");
        }
        for (int i = 0; i < uris.redirectUris().size(); i++) {
            uri(
                    "redirect_uris[" + i + "]",
                    UriRules.redirect(uris.redirectUris().get(i)));
        }
        for (int i = 0; i < uris.postLogoutRedirectUris().size(); i++) {
            uri(
                    "post_logout_redirect_uris[" + i + "]",
                    UriRules.postLogout(uris.postLogoutRedirectUris().get(i)));
        }
        link("client_uri", uris.clientUri());
        link("logo_uri", uris.logoUri());
        link("policy_uri", uris.policyUri());
        link("tos_uri", uris.tosUri());
        link("jwks_uri", client.keys().jwksUri());
    }

    private void tokens() {
        TokenRules tokens = client.tokens();
        if (!ALGORITHMS.contains(tokens.accessTokenAlgorithm())) {
            problem("access_token_alg", "must be one of RS256, PS256, ES256, EdDSA.");
        }
        if (!ALGORITHMS.contains(tokens.idTokenAlgorithm())) {
            problem("id_token_alg", "must be one of RS256, PS256, ES256, EdDSA.");
        }
        range("access_token_seconds", tokens.accessTokenLifetime(), Duration.ofSeconds(10), Duration.ofDays(1));
        range("refresh_token_idle_seconds", tokens.refreshTokenIdle(), Duration.ofMinutes(1), Duration.ofDays(3650));
        range("refresh_token_max_seconds", tokens.refreshTokenMax(), Duration.ofMinutes(1), Duration.ofDays(3650));
        if (tokens.refreshTokenIdle().compareTo(tokens.refreshTokenMax()) > 0) {
            problem("refresh_token_idle_seconds", "must not exceed refresh_token_max_seconds.");
        }
    }

    private void claims() {
        ClaimRules claims = client.tokens().claims();
        each(
                "role_filter",
                claims.filter(),
                prefix -> !prefix.isBlank() && prefix.length() <= 200,
                "must have 1 to 200 characters.");
        if (claims.filter().size() > 50) {
            problem("role_filter", "must not have more than 50 entries.");
        }
        if (claims.most() < 1 || claims.most() > MOST_CLAIMS) {
            problem("max_claims", "must be between 1 and " + MOST_CLAIMS + ".");
        }
    }

    private void range(String key, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            problem(key, "must be between " + least.toSeconds() + " and " + most.toSeconds() + ".");
        }
    }

    private void each(String key, List<String> values, Predicate<String> allowed, String message) {
        for (int i = 0; i < values.size(); i++) {
            if (!allowed.test(values.get(i))) {
                problem(key + "[" + i + "]", "'" + values.get(i) + "' " + message);
            }
        }
    }

    private void link(String key, @Nullable String value) {
        if (value != null) {
            uri(key, UriRules.link(value));
        }
    }

    private void uri(String key, @Nullable String problem) {
        if (problem != null) {
            problem(key, problem);
        }
    }

    private void problem(String key, String message) {
        problems.add(new ClientProblem(key, message));
    }

    private static boolean invisible(int character) {
        int type = Character.getType(character);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE
                || type == Character.UNASSIGNED;
    }
}
