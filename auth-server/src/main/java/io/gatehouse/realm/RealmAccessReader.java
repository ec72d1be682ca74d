package io.gatehouse.realm;

import static io.gatehouse.realm.RealmReader.text;

import io.gatehouse.access.ServerPermission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the entries under {@code permissions}, {@code roles} and {@code groups}. */
final class RealmAccessReader {

    private final RealmReader reader;
    private final RealmProblems problems;
    private final Set<String> permissions = new HashSet<>();
    private final Set<String> roles = new HashSet<>();
    private final Set<String> groups = new HashSet<>();

    RealmAccessReader(RealmReader reader, RealmProblems problems) {
        this.reader = reader;
        this.problems = problems;
    }

    Realm.Access read() {
        return new Realm.Access(permissions(), roles(), groups());
    }

    private List<Realm.Permission> permissions() {
        List<Realm.Permission> found = new ArrayList<>();
        reader.each("permissions", "name", (key, node) -> {
            String name = text(node, "name", "");
            permissions.add(name);
            found.add(new Realm.Permission(name, text(node, "client_id", ""), text(node, "description", "")));
        });
        return found;
    }

    private List<Realm.Role> roles() {
        reader.document().tree().path("roles").forEach(node -> roles.add(text(node, "name", "")));
        List<Realm.Role> found = new ArrayList<>();
        reader.each("roles", "name", (key, node) -> {
            String name = text(node, "name", "");
            int slash = name.lastIndexOf('/');
            JsonNode isDefault = node.path("default");
            found.add(new Realm.Role(
                    name,
                    slash < 0 ? null : name.substring(0, slash),
                    text(node, "description", ""),
                    isDefault.isBoolean() ? isDefault.booleanValue() : null,
                    permissionsOf(key, node),
                    names(key, node, "roles", roles)));
        });
        return found;
    }

    private @Nullable Set<String> permissionsOf(String key, JsonNode node) {
        Set<String> known = new HashSet<>(permissions);
        for (ServerPermission permission : ServerPermission.values()) {
            known.add(permission.code());
        }
        return names(key, node, "permissions", known);
    }

    private List<Realm.Group> groups() {
        List<Realm.Group> found = new ArrayList<>();
        groups("groups", reader.document().tree().path("groups"), "", found);
        return found;
    }

    private void groups(String list, JsonNode nodes, String above, List<Realm.Group> found) {
        int index = 0;
        for (JsonNode node : nodes) {
            String key = list + "[" + index++ + "]";
            String path = above + text(node, "name", "");
            if (!groups.add(path)) {
                problems.add(key + ".name", "is the same as that of a group in the same place.");
            }
            found.add(new Realm.Group(path, rolesOf(key, node)));
            groups(key + ".groups", node.path("groups"), path + "/", found);
        }
    }

    /** The roles that an entry names, each declared; null when it has no such key. */
    @Nullable
    Set<String> rolesOf(String key, JsonNode node) {
        return names(key, node, "roles", roles);
    }

    /** The same for the paths of groups. */
    @Nullable
    Set<String> groupsOf(String key, JsonNode node) {
        return names(key, node, "groups", groups);
    }

    private @Nullable Set<String> names(String key, JsonNode node, String list, Set<String> known) {
        if (!node.has(list)) {
            return null;
        }
        Set<String> names = new LinkedHashSet<>();
        int index = 0;
        for (JsonNode value : node.path(list)) {
            String name = value.stringValue("");
            if (!known.contains(name)) {
                problems.add(key + "." + list + "[" + index + "]", "is not declared under " + list + ".");
            }
            names.add(name);
            index++;
        }
        return names;
    }
}
