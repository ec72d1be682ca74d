package io.gatehouse.transfer;

import io.gatehouse.transfer.ImportedRealm.GroupEntry;
import io.gatehouse.transfer.ImportedRealm.PermissionEntry;
import io.gatehouse.transfer.ImportedRealm.RoleEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What {@code manage.py dumpdata} prints of the app {@code auth}, with keys as numbers or, better, natural ones. A group of
 * Django becomes a group that carries a role of its name, and the role carries the group's permissions.
 */
final class DjangoFile implements ImportFile {

    private static final int LONGEST_ROLE = 100;

    private final Path file;
    private final ImportOptions options;
    /** Paths of groups by their key in the dump. */
    private final Map<String, String> groupPaths = new HashMap<>();

    DjangoFile(Path file, ImportOptions options) {
        this.file = file;
        this.options = options;
    }

    @Override
    public ImportedRealm realm(Findings findings) {
        Dump dump = new Dump(findings);
        JsonItems.read(file, items -> {
            if (!items.atArray()) {
                throw JsonItems.refused(file, "it is no list of objects, as dumpdata prints it", null);
            }
            items.each("", place -> dump.read(place, items.tree()));
        });
        return dump.realm();
    }

    @Override
    public void people(Findings findings, People people) {
        DjangoUsers users = new DjangoUsers(findings, options, groupPaths);
        JsonItems.read(
                file,
                items -> items.each("", place -> {
                    JsonNode node = items.tree();
                    if (node != null && user(node)) {
                        users.person(place, node.path("fields"), people);
                    }
                }));
    }

    /** Projects with a user model of their own keep the fields of Django's, which is how it is known. */
    static boolean user(JsonNode node) {
        JsonNode fields = node.path("fields");
        return fields.has("password") && fields.has("is_active") && fields.has("is_superuser");
    }

    /** A name that a role may have. */
    static String roleName(String name) {
        String plain = name.strip().replaceAll("[^\\p{Alnum}._:-]+", "-").replaceAll("^-+|-+$", "");
        return plain.length() > LONGEST_ROLE ? plain.substring(0, LONGEST_ROLE) : plain;
    }

    /** Everything but users. */
    private final class Dump {

        private final Findings findings;
        private final Map<String, String> apps = new HashMap<>();
        private final Map<String, JsonNode> permissions = new LinkedHashMap<>();
        private final Map<String, String> places = new HashMap<>();
        private final Map<String, JsonNode> groups = new LinkedHashMap<>();
        private final Set<String> roleNames = new HashSet<>();
        private long people;
        private int kept;

        Dump(Findings findings) {
            this.findings = findings;
        }

        void read(String place, @Nullable JsonNode node) {
            if (node == null || !node.path("fields").isObject()) {
                findings.refuse(ItemKind.PERSON, place, "", "unreadable", KeycloakFile.unreadable(node));
                return;
            }
            JsonNode fields = node.path("fields");
            if (user(node)) {
                people++;
                return;
            }
            String pk = node.path("pk").toString();
            switch (Json.text(node, "model", "")) {
                case "contenttypes.contenttype" -> {
                    requireRoom();
                    apps.put(pk, Json.text(fields, "app_label", ""));
                }
                case "auth.permission" -> {
                    requireRoom();
                    permissions.put(node.has("pk") ? pk : "natural " + place, fields);
                    places.put("p" + (node.has("pk") ? pk : "natural " + place), place);
                }
                case "auth.group" -> {
                    requireRoom();
                    String name = Json.text(fields, "name", "");
                    groups.put(name, fields);
                    places.put("g" + name, place);
                    groupPaths.put(pk, "/" + name.replace('/', '-'));
                    groupPaths.put(
                            JsonNodeFactory.instance.arrayNode().add(name).toString(), "/" + name.replace('/', '-'));
                }
                default -> {}
            }
        }

        private void requireRoom() {
            if (++kept > ImportedRealm.MOST) {
                throw JsonItems.refused(
                        file, "it holds more than " + ImportedRealm.MOST + " groups and permissions", null);
            }
        }

        ImportedRealm realm() {
            Map<String, String> names = new HashMap<>();
            List<PermissionEntry> entries = new ArrayList<>();
            permissions.forEach((pk, fields) -> {
                String place = places.getOrDefault("p" + pk, "");
                String name = permission(fields);
                if (name == null) {
                    findings.refuse(
                            ItemKind.PERMISSION,
                            place,
                            Json.text(fields, "codename", ""),
                            "content_type",
                            "The dump does not say which app it belongs to. Dump with --natural-foreign, or with contenttypes.");
                    return;
                }
                names.put(pk, name);
                entries.add(new PermissionEntry(place, name, Json.text(fields, "name", ""), null));
            });
            List<RoleEntry> roles = new ArrayList<>();
            List<GroupEntry> carriers = new ArrayList<>();
            groups.forEach((name, fields) -> group(name, fields, names, roles, carriers));
            addNatural(roles, entries);
            return new ImportedRealm(List.of(), List.of(), distinct(entries), roles, carriers, people);
        }

        private @Nullable String permission(JsonNode fields) {
            JsonNode type = fields.path("content_type");
            String app = type.isArray() ? type.path(0).stringValue("") : apps.getOrDefault(type.toString(), "");
            String code = Json.text(fields, "codename", "");
            return app.isEmpty() || code.isEmpty() ? null : name(app, code);
        }

        private static String name(String app, String codename) {
            return (app + ":" + codename).toLowerCase(Locale.ROOT);
        }

        private void group(
                String name,
                JsonNode fields,
                Map<String, String> names,
                List<RoleEntry> roles,
                List<GroupEntry> carriers) {
            String place = places.getOrDefault("g" + name, "");
            Set<String> carried = new LinkedHashSet<>();
            for (JsonNode reference : fields.path("permissions")) {
                // natural key of a permission: codename, app, model
                String permission = reference.isArray()
                        ? name(
                                reference.path(1).stringValue(""),
                                reference.path(0).stringValue(""))
                        : names.get(reference.toString());
                if (permission == null) {
                    findings.leaveOut(
                            ItemKind.GROUP,
                            place,
                            name,
                            "permission_unknown",
                            "The group has a permission that the dump does not hold. Dump with --natural-foreign.");
                } else {
                    carried.add(permission);
                }
            }
            String role = unused(roleName(name));
            roles.add(new RoleEntry(place, role, null, "Django's group " + name, false, Set.of(), carried));
            carriers.add(new GroupEntry(place, "/" + name.replace('/', '-'), Set.of(role)));
        }

        /** Two groups whose names differ only in letters that a role's name can't have must not share a role. */
        private String unused(String wanted) {
            String base = wanted.isEmpty() ? "group" : wanted;
            String name = base;
            for (int i = 2; !roleNames.add(name); i++) {
                name = base + "-" + i;
            }
            return name;
        }

        /** Natural keys name permissions that the dump itself may leave out. */
        private static void addNatural(List<RoleEntry> roles, List<PermissionEntry> entries) {
            for (RoleEntry role : roles) {
                role.permissions().forEach(name -> entries.add(new PermissionEntry(role.place(), name, "", null)));
            }
        }

        private static List<PermissionEntry> distinct(List<PermissionEntry> entries) {
            Map<String, PermissionEntry> byName = new LinkedHashMap<>();
            entries.forEach(entry -> byName.putIfAbsent(entry.name(), entry));
            return List.copyOf(byName.values());
        }
    }
}
