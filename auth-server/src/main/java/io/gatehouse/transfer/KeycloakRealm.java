package io.gatehouse.transfer;

import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import io.gatehouse.transfer.ImportedRealm.GroupEntry;
import io.gatehouse.transfer.ImportedRealm.RoleEntry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Roles and groups of a Keycloak realm. What Keycloak makes for itself in each realm is passed over without a word. */
final class KeycloakRealm {

    /** The clients of Keycloak's own console and account pages. */
    static final Set<String> OWN_CLIENTS =
            Set.of("account", "account-console", "admin-cli", "broker", "realm-management", "security-admin-console");

    private static final Set<String> OWN_ROLES = Set.of("offline_access", "uma_authorization");
    private static final String DEFAULT_PREFIX = "default-roles-";

    private final Findings findings;
    private final List<RoleEntry> roles = new ArrayList<>();
    private final List<GroupEntry> groups = new ArrayList<>();
    private final Set<String> defaults = new LinkedHashSet<>();

    KeycloakRealm(Findings findings) {
        this.findings = findings;
    }

    /** Whether a role of the realm is one that Keycloak makes by itself. */
    static boolean own(String realmRole) {
        return OWN_ROLES.contains(realmRole) || realmRole.startsWith(DEFAULT_PREFIX);
    }

    /** How we name a client's role. */
    static String clientRole(String client, String role) {
        return client + "/" + role;
    }

    void roles(JsonItems items) {
        if (!items.atObject()) {
            items.skip();
            return;
        }
        items.fields(kind -> {
            if (kind.equals("realm")) {
                items.each("roles.realm", place -> role(place, items.tree(), null));
                return true;
            }
            if (kind.equals("client") && items.atObject()) {
                items.fields(client -> {
                    if (OWN_CLIENTS.contains(client)) {
                        return false;
                    }
                    items.each("roles.client." + Findings.shown(client), place -> role(place, items.tree(), client));
                    return true;
                });
                return true;
            }
            return false;
        });
    }

    /** Newer versions keep the default roles as parts of one role. */
    void defaultRole(@Nullable JsonNode node) {
        if (node != null) {
            defaults.add(Json.text(node, "name", ""));
        }
    }

    /** Older ones list them. */
    void defaultRoles(@Nullable JsonNode node) {
        if (node != null) {
            defaults.addAll(Json.texts(node));
        }
    }

    void group(String place, JsonNode node) {
        group(place, node, "");
    }

    ImportedRealm finish(KeycloakClients clients, long people) {
        Set<String> given = new LinkedHashSet<>(defaults);
        roles.stream()
                .filter(role -> defaults.contains(role.name()) && role.name().startsWith(DEFAULT_PREFIX))
                .forEach(role -> given.addAll(role.includes()));
        List<RoleEntry> kept = roles.stream()
                .filter(role -> role.clientId() != null || !own(role.name()))
                .map(role -> given.contains(role.name()) ? asDefault(role) : role)
                .toList();
        return new ImportedRealm(clients.scopes(), clients.clients(), List.of(), kept, groups, people);
    }

    private static RoleEntry asDefault(RoleEntry role) {
        return new RoleEntry(
                role.place(),
                role.name(),
                role.clientId(),
                role.description(),
                true,
                role.includes(),
                role.permissions());
    }

    private void role(String place, @Nullable JsonNode node, @Nullable String client) {
        if (node == null || !node.isObject()) {
            findings.refuse(ItemKind.ROLE, place, "", "unreadable", KeycloakFile.unreadable(node));
            return;
        }
        String name = Json.text(node, "name", "");
        requireRoom(roles.size());
        roles.add(new RoleEntry(
                place,
                client == null ? name : clientRole(client, name),
                client,
                description(node),
                false,
                includes(node.path("composites")),
                Set.of()));
    }

    /** A description in braces is the key of a message that only Keycloak has. */
    private static String description(JsonNode node) {
        String text = Json.text(node, "description", "");
        return text.startsWith("${") ? "" : text;
    }

    private static Set<String> includes(JsonNode composites) {
        Set<String> names = new LinkedHashSet<>();
        Json.texts(composites.path("realm")).stream().filter(name -> !own(name)).forEach(names::add);
        composites.path("client").properties().forEach(client -> {
            if (!OWN_CLIENTS.contains(client.getKey())) {
                Json.texts(client.getValue()).forEach(role -> names.add(clientRole(client.getKey(), role)));
            }
        });
        return names;
    }

    private void group(String place, JsonNode node, String above) {
        String path = above + "/" + Json.text(node, "name", "");
        requireRoom(groups.size());
        groups.add(new GroupEntry(place, path, rolesOf(node)));
        if (!node.path("attributes").isEmpty()) {
            findings.leaveOut(
                    ItemKind.GROUP,
                    place,
                    path,
                    "group_attributes",
                    "Groups have no attributes here; put them into roles.");
        }
        int index = 0;
        for (JsonNode child : node.path("subGroups")) {
            group(place + ".subGroups[" + index++ + "]", child, path);
        }
    }

    /** The roles that a person or a group has directly, without those that Keycloak makes for itself. */
    static Set<String> rolesOf(JsonNode node) {
        Set<String> names = new LinkedHashSet<>();
        Json.texts(node.path("realmRoles")).stream().filter(name -> !own(name)).forEach(names::add);
        node.path("clientRoles").properties().forEach(client -> {
            if (!OWN_CLIENTS.contains(client.getKey())) {
                Json.texts(client.getValue()).forEach(role -> names.add(clientRole(client.getKey(), role)));
            }
        });
        return names;
    }

    private static void requireRoom(int size) {
        if (size >= ImportedRealm.MOST) {
            throw new GatehouseException(
                    ErrorCode.INVALID_REQUEST,
                    "Nothing was taken: the file holds more than " + ImportedRealm.MOST + " roles or groups.");
        }
    }
}
