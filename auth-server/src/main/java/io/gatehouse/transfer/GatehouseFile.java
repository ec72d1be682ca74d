package io.gatehouse.transfer;

import io.gatehouse.account.AccountStatus;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.account.Profile;
import io.gatehouse.client.Scope;
import io.gatehouse.shared.AccountId;
import io.gatehouse.transfer.ImportedRealm.ClientEntry;
import io.gatehouse.transfer.ImportedRealm.GroupEntry;
import io.gatehouse.transfer.ImportedRealm.PermissionEntry;
import io.gatehouse.transfer.ImportedRealm.RoleEntry;
import io.gatehouse.transfer.ImportedRealm.ScopeEntry;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What {@link Exports} wrote. */
final class GatehouseFile implements ImportFile {

    static final String FORMAT = "gatehouse-realm";
    static final long VERSION = 1;

    private final Path file;

    GatehouseFile(Path file) {
        this.file = file;
    }

    @Override
    public ImportedRealm realm(Findings findings) {
        ImportedRealm realm = ImportedRealm.empty();
        Head head = new Head();
        long[] people = {0};
        JsonItems.read(file, items -> {
            if (!items.atObject()) {
                throw noExport();
            }
            items.fields(section -> switch (section) {
                case "format", "version", "keyring" -> {
                    head.read(section, items);
                    yield true;
                }
                case "people" -> {
                    people[0] += items.each(section, place -> items.skip());
                    yield true;
                }
                default -> entries(section, items, findings, realm, head);
            });
            if (!FORMAT.equals(head.format) || head.version != VERSION) {
                throw noExport();
            }
        });
        return realm.with(people[0]);
    }

    private RuntimeException noExport() {
        return JsonItems.refused(file, "it is no export of this server in version " + VERSION, null);
    }

    /** What the file says about itself. */
    private static final class Head {

        private @Nullable String format;
        private @Nullable String keyring;
        private long version;

        void read(String key, JsonItems items) {
            JsonNode value = items.tree();
            if (value == null) {
                return;
            }
            switch (key) {
                case "format" -> format = value.stringValue("");
                case "keyring" -> keyring = value.stringValue("");
                default -> version = value.isIntegralNumber() ? value.longValue() : 0;
            }
        }
    }

    private static boolean entries(String section, JsonItems items, Findings findings, ImportedRealm realm, Head head) {
        return switch (section) {
            case "scopes" ->
                each(
                        section,
                        items,
                        findings,
                        ItemKind.SCOPE,
                        (place, node) -> realm.scopes().add(new ScopeEntry(place, scope(node))));
            case "clients" ->
                each(
                        section,
                        items,
                        findings,
                        ItemKind.CLIENT,
                        (place, node) -> realm.clients()
                                .add(new ClientEntry(
                                        place, ClientJson.read(node), ClientJson.secrets(node), head.keyring)));
            case "permissions" ->
                each(
                        section,
                        items,
                        findings,
                        ItemKind.PERMISSION,
                        (place, node) -> realm.permissions()
                                .add(new PermissionEntry(
                                        place,
                                        Json.text(node, "name", ""),
                                        Json.text(node, "description", ""),
                                        Json.text(node, "client_id"))));
            case "roles" ->
                each(
                        section,
                        items,
                        findings,
                        ItemKind.ROLE,
                        (place, node) -> realm.roles().add(role(place, node)));
            case "groups" ->
                each(
                        section,
                        items,
                        findings,
                        ItemKind.GROUP,
                        (place, node) -> realm.groups()
                                .add(new GroupEntry(
                                        place, Json.text(node, "path", "/"), Json.names(node.path("roles")))));
            default -> false;
        };
    }

    private static boolean each(
            String section, JsonItems items, Findings findings, ItemKind kind, KeycloakFile.Entry entry) {
        items.each(section, place -> {
            JsonNode node = items.tree();
            if (node == null || !node.isObject()) {
                findings.refuse(kind, place, "", "unreadable", KeycloakFile.unreadable(node));
            } else {
                entry.read(place, node);
            }
        });
        return true;
    }

    private static Scope scope(JsonNode node) {
        String name = Json.text(node, "name", "");
        return new Scope(
                name, Json.text(node, "resource"), Json.text(node, "title", name), Json.text(node, "description", ""));
    }

    private static RoleEntry role(String place, JsonNode node) {
        return new RoleEntry(
                place,
                Json.text(node, "name", ""),
                Json.text(node, "client_id"),
                Json.text(node, "description", ""),
                Json.flag(node, "default", false),
                Json.names(node.path("includes")),
                Json.names(node.path("permissions")));
    }

    @Override
    public void people(Findings findings, People people) {
        JsonItems.read(
                file,
                items -> items.fields(section -> section.equals("people")
                        && each(
                                section,
                                items,
                                findings,
                                ItemKind.PERSON,
                                (place, node) -> person(place, node, findings, people))));
    }

    private static void person(String place, JsonNode node, Findings findings, People people) {
        String name = Json.text(node, "email", "");
        EmailAddress email = KeycloakUsers.email(findings, place, name, name);
        if (email == null) {
            return;
        }
        JsonNode password = node.path("password");
        people.take(new ImportedPerson(
                place,
                identifier(Json.text(node, "id", "")),
                email,
                Json.flag(node, "email_verified", false),
                status(Json.text(node, "status", "")),
                profile(place, name, node.path("profile"), findings),
                new ImportedPerson.Credentials(
                        Json.text(password, "hash"), Json.flag(password, "must_change", false), List.of()),
                Json.names(node.path("roles")),
                Json.names(node.path("groups"))));
    }

    private static @Nullable AccountId identifier(String text) {
        try {
            return new AccountId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** What nobody knows can't be used until somebody does. */
    private static AccountStatus status(String text) {
        return Stream.of(AccountStatus.values())
                .filter(status -> status.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElse(AccountStatus.DISABLED);
    }

    private static Profile profile(String place, String name, JsonNode node, Findings findings) {
        Map<String, Object> claims = new LinkedHashMap<>();
        node.properties().forEach(claim -> claims.put(claim.getKey(), plain(claim.getValue())));
        try {
            return new Profile(claims);
        } catch (IllegalArgumentException e) {
            findings.leaveOut(
                    ItemKind.PERSON, place, name, "profile_value", "The profile is not taken: " + e.getMessage() + ".");
            return Profile.empty();
        }
    }

    private static Object plain(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> parts = new LinkedHashMap<>();
            node.properties().forEach(part -> parts.put(part.getKey(), plain(part.getValue())));
            return parts;
        }
        return node.isBoolean() ? node.booleanValue() : node.stringValue("");
    }
}
