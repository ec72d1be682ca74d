package io.gatehouse.transfer;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A realm as Keycloak exports it ({@code kc.sh export --users realm_file}), also a file of users alone, and a file with several
 * realms of which one is chosen.
 */
final class KeycloakFile implements ImportFile {

    private final Path file;
    private final ImportOptions options;

    KeycloakFile(Path file, ImportOptions options) {
        this.file = file;
        this.options = options;
    }

    @Override
    public ImportedRealm realm(Findings findings) {
        KeycloakRealm realm = new KeycloakRealm(findings);
        KeycloakClients clients = new KeycloakClients(findings);
        long[] people = {0};
        walk((section, items) -> {
            switch (section) {
                case "users" -> people[0] += items.each("users", place -> items.skip());
                case "groups" -> entries(items, section, findings, ItemKind.GROUP, realm::group);
                case "clients" -> entries(items, section, findings, ItemKind.CLIENT, clients::client);
                case "clientScopes" -> entries(items, section, findings, ItemKind.SCOPE, clients::scope);
                case "roles" -> realm.roles(items);
                case "defaultRole" -> realm.defaultRole(items.tree());
                case "defaultRoles" -> realm.defaultRoles(items.tree());
                default -> {
                    return false;
                }
            }
            return true;
        });
        return realm.finish(clients, people[0]);
    }

    @Override
    public void people(Findings findings, People people) {
        KeycloakUsers users = new KeycloakUsers(findings);
        walk((section, items) -> {
            if (!section.equals("users")) {
                return false;
            }
            items.each(section, place -> {
                JsonNode user = items.tree();
                if (user == null || !user.isObject()) {
                    findings.refuse(ItemKind.PERSON, place, "", "unreadable", unreadable(user));
                } else {
                    users.person(place, user, people);
                }
            });
            return true;
        });
    }

    static String unreadable(@Nullable JsonNode node) {
        return node == null ? "The entry is larger than 8 MB." : "The entry is not an object.";
    }

    private static void entries(JsonItems items, String section, Findings findings, ItemKind kind, Entry entry) {
        items.each(section, place -> {
            JsonNode node = items.tree();
            if (node == null || !node.isObject()) {
                findings.refuse(kind, place, "", "unreadable", unreadable(node));
            } else {
                entry.read(place, node);
            }
        });
    }

    private void walk(Section section) {
        JsonItems.read(file, items -> {
            int[] found = {0};
            if (items.atArray()) {
                items.each("realms", place -> found[0] += realm(items, section) ? 1 : 0);
            } else {
                found[0] += realm(items, section) ? 1 : 0;
            }
            if (found[0] != 1) {
                throw JsonItems.refused(
                        file,
                        options.realm() == null
                                ? "it is no realm export, or holds several realms of which --realm must choose one"
                                : "it holds no realm " + Findings.shown(options.realm()),
                        null);
            }
        });
    }

    /** Walks through a realm; false if it is not the one. The name comes first in every export. */
    private boolean realm(JsonItems items, Section section) {
        if (!items.atObject()) {
            items.skip();
            return false;
        }
        boolean[] chosen = {false};
        items.fields(field -> {
            if (field.equals("realm")) {
                chosen[0] = options.realm() == null || options.realm().equals(items.text());
                return false;
            }
            return chosen[0] && section.read(field, items);
        });
        return chosen[0];
    }

    /** Reads the value of one of the realm's keys, or says that it did not. */
    interface Section {
        boolean read(String name, JsonItems items);
    }

    /** Reads one entry. */
    interface Entry {
        void read(String place, JsonNode node);
    }
}
