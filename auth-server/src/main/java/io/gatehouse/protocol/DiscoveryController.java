package io.gatehouse.protocol;

import com.nimbusds.jose.JWSAlgorithm;
import io.gatehouse.client.ClientAuthentication;
import io.gatehouse.client.Scope;
import io.gatehouse.client.ScopeCatalog;
import io.gatehouse.registration.RegistrationProperties;
import io.gatehouse.session.SsoSession;
import io.gatehouse.shared.Endpoints;
import io.gatehouse.shared.GatehouseProperties;
import io.gatehouse.signingkey.SigningKeyService;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Says what this server does, at both well-known addresses: OAuth 2.0 metadata (RFC 8414) and OpenID Connect Discovery 1.0.
 * Nothing is listed that is not done.
 */
@Controller
final class DiscoveryController {

    private static final List<String> CLIENT_AUTHENTICATION =
            List.of("client_secret_basic", "client_secret_post", "private_key_jwt", "none");
    private static final List<String> CLIENT_AUTHENTICATION_CONFIDENTIAL =
            List.of("client_secret_basic", "client_secret_post", "private_key_jwt");

    private final GatehouseProperties server;
    private final ScopeCatalog scopes;
    private final SigningKeyService signingKeys;
    private final RegistrationProperties registration;

    DiscoveryController(
            GatehouseProperties server,
            ScopeCatalog scopes,
            SigningKeyService signingKeys,
            RegistrationProperties registration) {
        this.server = server;
        this.scopes = scopes;
        this.signingKeys = signingKeys;
        this.registration = registration;
    }

    @GetMapping({Endpoints.OAUTH_METADATA, Endpoints.OIDC_METADATA})
    ResponseEntity<Map<String, Object>> metadata() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("issuer", server.issuer().toString());
        endpoints(metadata);
        metadata.put(
                "scopes_supported",
                scopes.all().stream().map(Scope::name).sorted().toList());
        metadata.put("response_types_supported", List.of("code"));
        metadata.put("response_modes_supported", List.of("query"));
        metadata.put("grant_types_supported", List.of("authorization_code", "refresh_token", "client_credentials"));
        metadata.put("subject_types_supported", List.of("public"));
        metadata.put(
                "id_token_signing_alg_values_supported",
                signingKeys.algorithms().stream()
                        .map(JWSAlgorithm::getName)
                        .sorted()
                        .toList());
        metadata.put("code_challenge_methods_supported", List.of("S256"));
        metadata.put("authorization_response_iss_parameter_supported", true);
        metadata.put("prompt_values_supported", prompts());
        metadata.put("acr_values_supported", SsoSession.ACRS);
        metadata.put("claim_types_supported", List.of("normal"));
        metadata.put("claims_supported", UserInfoClaims.SUPPORTED);
        metadata.put("claims_parameter_supported", false);
        metadata.put("request_parameter_supported", false);
        metadata.put("request_uri_parameter_supported", false);
        metadata.put("ui_locales_supported", List.of("en"));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic())
                .header("Access-Control-Allow-Origin", "*")
                .body(metadata);
    }

    private List<String> prompts() {
        List<String> standing = List.of("none", "login", "consent", "select_account");
        return registration.enabled()
                ? Stream.concat(standing.stream(), Stream.of("create")).toList()
                : standing;
    }

    private void endpoints(Map<String, Object> metadata) {
        metadata.put("authorization_endpoint", server.url(Endpoints.AUTHORIZE));
        metadata.put("token_endpoint", server.url(Endpoints.TOKEN));
        authentication(metadata, "token_endpoint", CLIENT_AUTHENTICATION);
        metadata.put("userinfo_endpoint", server.url(Endpoints.USERINFO));
        metadata.put("jwks_uri", server.url(Endpoints.JWKS));
        metadata.put("introspection_endpoint", server.url(Endpoints.INTROSPECT));
        authentication(metadata, "introspection_endpoint", CLIENT_AUTHENTICATION_CONFIDENTIAL);
        metadata.put("revocation_endpoint", server.url(Endpoints.REVOKE));
        authentication(metadata, "revocation_endpoint", CLIENT_AUTHENTICATION);
        metadata.put("end_session_endpoint", server.url(Endpoints.LOGOUT));
    }

    private static void authentication(Map<String, Object> metadata, String endpoint, List<String> methods) {
        metadata.put(endpoint + "_auth_methods_supported", methods);
        metadata.put(endpoint + "_auth_signing_alg_values_supported", ClientAuthentication.ASSERTION_ALGORITHMS);
    }
}
