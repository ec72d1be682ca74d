package io.gatehouse.transfer;

import io.gatehouse.client.ClientKeySource;
import io.gatehouse.client.ClientRegistration;
import io.gatehouse.client.ClientRights;
import io.gatehouse.client.ClientUris;
import io.gatehouse.client.Scope;
import io.gatehouse.client.SecretSource;
import io.gatehouse.client.TokenRules;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import io.gatehouse.transfer.ImportedRealm.ClientEntry;
import io.gatehouse.transfer.ImportedRealm.ScopeEntry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Clients and client scopes of a Keycloak realm. Nothing is guessed: what a client needs here and the file lacks is told. */
final class KeycloakClients {

    /** Scopes that are here already, and those that only steer Keycloak's own mappers. */
    private static final Set<String> PRESENT =
            Set.of("openid", "profile", "email", "phone", "address", "offline_access");

    private static final Set<String> OWN_SCOPES = Set.of(
            "acr",
            "basic",
            "microprofile-jwt",
            "organization",
            "role_list",
            "roles",
            "saml_organization",
            "service_account",
            "web-origins");

    private final Findings findings;
    private final List<ScopeEntry> scopes = new ArrayList<>();
    private final List<ClientEntry> clients = new ArrayList<>();

    KeycloakClients(Findings findings) {
        this.findings = findings;
    }

    List<ScopeEntry> scopes() {
        return scopes;
    }

    /** The clients; scopes that neither the file nor this server defines are gone from them. */
    List<ClientEntry> clients() {
        return clients;
    }

    void scope(String place, JsonNode node) {
        String name = Json.text(node, "name", "");
        if (PRESENT.contains(name) || OWN_SCOPES.contains(name) || !openId(node)) {
            return;
        }
        String consent = Json.text(node.path("attributes"), "consent.screen.text", "");
        String title = consent.isBlank() || consent.startsWith("${") ? name : consent;
        requireRoom(scopes.size());
        scopes.add(new ScopeEntry(place, new Scope(name, null, title, Json.text(node, "description", ""))));
    }

    void client(String place, JsonNode node) {
        String id = Json.text(node, "clientId", "");
        if (KeycloakRealm.OWN_CLIENTS.contains(id)) {
            return;
        }
        if (!openId(node)) {
            refuse(
                    place,
                    id,
                    "protocol",
                    "Only OpenID Connect clients are taken; this one speaks "
                            + Findings.shown(Json.text(node, "protocol", "?")) + ".");
            return;
        }
        if (Json.flag(node, "bearerOnly", false)) {
            refuse(
                    place,
                    id,
                    "bearer_only",
                    "An API that only checks tokens needs no registration. If it shall introspect them, register it as a client"
                            + " that may_introspect.");
            return;
        }
        List<String> methods = methods(place, id, node);
        if (methods.isEmpty()) {
            return;
        }
        requireRoom(clients.size());
        ClientUris uris = new KeycloakAddresses(findings, place, id).of(node);
        List<String> grants = grants(place, id, node);
        if (grants.contains("authorization_code") && uris.redirectUris().isEmpty()) {
            refuse(
                    place,
                    id,
                    "no_redirect_uri",
                    "No exact redirect address is left. Name the addresses that the application really uses, without *, in"
                            + " Keycloak and export again, or register the client here.");
            return;
        }
        clients.add(new ClientEntry(place, registration(place, id, node, methods, grants, uris)));
    }

    private ClientRegistration registration(
            String place, String id, JsonNode node, List<String> methods, List<String> grants, ClientUris uris) {
        JsonNode attributes = node.path("attributes");
        boolean open = methods.contains("none");
        boolean pkce =
                open || !Json.text(attributes, "pkce.code.challenge.method", "").isEmpty();
        if (open && Json.text(attributes, "pkce.code.challenge.method", "").isEmpty()) {
            leaveOut(place, id, "pkce_required", "Public clients must use PKCE here. See that the application does.");
        }
        return new ClientRegistration(
                id,
                name(node, id),
                new ClientRights(
                        methods, grants, scopesOf(node), pkce, Json.flag(node, "consentRequired", false), false, false),
                uris,
                methods.contains("private_key_jwt") ? keys(attributes) : ClientKeySource.NONE,
                TokenRules.DEFAULT,
                methods.contains("client_secret_basic") ? secrets(place, id, node) : List.of(),
                !Json.flag(node, "enabled", true));
    }

    private static String name(JsonNode node, String id) {
        String name = Json.text(node, "name", "").strip();
        return name.isEmpty() || name.startsWith("${") || name.length() > 100 ? id : name;
    }

    private List<String> methods(String place, String id, JsonNode node) {
        if (Json.flag(node, "publicClient", false)) {
            return List.of("none");
        }
        String kind = Json.text(node, "clientAuthenticatorType", "client-secret");
        return switch (kind) {
            case "client-secret" -> List.of("client_secret_basic", "client_secret_post");
            case "client-jwt" -> {
                if (keys(node.path("attributes")).jwksUri() == null
                        && keys(node.path("attributes")).jwks() == null) {
                    refuse(
                            place,
                            id,
                            "no_keys",
                            "The client signs assertions, but the export has neither its jwks.url nor its jwks.string.");
                    yield List.of();
                }
                yield List.of("private_key_jwt");
            }
            default -> {
                refuse(
                        place,
                        id,
                        "authentication_method",
                        "Clients can't authenticate here with " + Findings.shown(kind)
                                + ". Let it use a secret or private_key_jwt.");
                yield List.of();
            }
        };
    }

    private static ClientKeySource keys(JsonNode attributes) {
        if (Json.text(attributes, "use.jwks.url", "").equals("true")) {
            return new ClientKeySource(null, Json.text(attributes, "jwks.url"), null);
        }
        if (Json.text(attributes, "use.jwks.string", "").equals("true")) {
            return new ClientKeySource(Json.text(attributes, "jwks.string"), null, null);
        }
        return ClientKeySource.NONE;
    }

    private List<String> grants(String place, String id, JsonNode node) {
        List<String> grants = new ArrayList<>();
        if (Json.flag(node, "standardFlowEnabled", true)) {
            grants.add("authorization_code");
            grants.add("refresh_token");
        }
        if (Json.flag(node, "serviceAccountsEnabled", false)) {
            grants.add("client_credentials");
        }
        if (Json.flag(node, "implicitFlowEnabled", false)) {
            leaveOut(place, id, "implicit_flow", "The implicit flow is not offered; use the code flow with PKCE.");
        }
        if (Json.flag(node, "directAccessGrantsEnabled", false)) {
            leaveOut(
                    place, id, "password_grant", "Applications can't ask for passwords themselves; use the code flow.");
        }
        return grants;
    }

    private static List<String> scopesOf(JsonNode node) {
        Set<String> names = new LinkedHashSet<>();
        names.add("openid");
        names.addAll(Json.texts(node.path("defaultClientScopes")));
        names.addAll(Json.texts(node.path("optionalClientScopes")));
        names.removeAll(OWN_SCOPES);
        return List.copyOf(names);
    }

    private List<SecretSource> secrets(String place, String id, JsonNode node) {
        String secret = Json.text(node, "secret", "");
        if (secret.isBlank() || secret.chars().allMatch(letter -> letter == '*')) {
            leaveOut(
                    place,
                    id,
                    "secret_missing",
                    "The export does not hold the secret, as exports from the console don't. Use kc.sh export, or give the client"
                            + " a new secret here.");
            return List.of();
        }
        return List.of(new SecretSource.Value(secret, null));
    }

    private static boolean openId(JsonNode node) {
        @Nullable String protocol = Json.text(node, "protocol");
        return protocol == null || protocol.equals("openid-connect");
    }

    private void refuse(String place, String id, String code, String reason) {
        findings.refuse(ItemKind.CLIENT, place, id, code, reason);
    }

    private void leaveOut(String place, String id, String code, String reason) {
        findings.leaveOut(ItemKind.CLIENT, place, id, code, reason);
    }

    private static void requireRoom(int size) {
        if (size >= ImportedRealm.MOST) {
            throw new GatehouseException(
                    ErrorCode.INVALID_REQUEST,
                    "Nothing was taken: the file holds more than " + ImportedRealm.MOST + " clients or scopes.");
        }
    }
}
