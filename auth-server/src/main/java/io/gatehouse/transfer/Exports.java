package io.gatehouse.transfer;

import io.gatehouse.access.Actor;
import io.gatehouse.access.Assignment;
import io.gatehouse.access.Group;
import io.gatehouse.access.GroupMember;
import io.gatehouse.access.GroupRole;
import io.gatehouse.access.Permission;
import io.gatehouse.access.Role;
import io.gatehouse.access.Validity;
import io.gatehouse.account.Account;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.client.ClientRegistration;
import io.gatehouse.client.Scope;
import io.gatehouse.client.StoredClients;
import io.gatehouse.password.StoredPasswords;
import io.gatehouse.shared.AccountId;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the whole realm as JSON that people can read, in an order that depends on nothing but its content: everything at one
 * moment, page by page, and no more of it in memory. What is delegated or limited in time is left out.
 */
public final class Exports {

    private static final int PAGE = 200;
    private static final JsonMapper JSON = JsonMapper.builder()
            .defaultPrettyPrinter(new DefaultPrettyPrinter()
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                    .withArrayIndenter(new DefaultIndenter("  ", "\n")))
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final PeopleImport.Rooms rooms;
    private final Imports.Clients clients;
    private final TransactionOperations snapshot;

    /** @param snapshot a transaction in which everything is read as it was at its begin */
    Exports(PeopleImport.Rooms rooms, Imports.Clients clients, TransactionOperations snapshot) {
        this.rooms = rooms;
        this.clients = clients;
        this.snapshot = snapshot;
    }

    /**
     * Writes everything and closes the stream.
     *
     * @param hashes whether hashes of passwords and client secrets are part of it; nothing else that is secret ever is
     */
    public void write(Actor actor, OutputStream out, boolean hashes) {
        snapshot.executeWithoutResult(status -> {
            rooms.audit()
                    .record(
                            AuditAction.REALM_EXPORTED,
                            null,
                            Map.of("by", actor.name(), "secrets", hashes ? "hashes" : "none"));
            try (JsonGenerator json = JSON.createGenerator(out, JsonEncoding.UTF8)) {
                json.writeStartObject();
                json.writeStringProperty("format", GatehouseFile.FORMAT);
                json.writeNumberProperty("version", GatehouseFile.VERSION);
                json.writeStringProperty("secrets", hashes ? "hashes" : "none");
                if (hashes) {
                    json.writeStringProperty("keyring", clients.stored().keyringMark());
                }
                list(json, "scopes", () -> scopes(json));
                list(json, "clients", () -> clients(json, hashes));
                list(json, "permissions", () -> permissions(json));
                list(json, "roles", () -> roles(json));
                list(json, "groups", () -> groups(json, null, ""));
                list(json, "people", () -> people(json, hashes));
                json.writeEndObject();
                json.writeRaw('\n');
            }
        });
    }

    private static void list(JsonGenerator json, String name, Runnable content) {
        json.writeArrayPropertyStart(name);
        content.run();
        json.writeEndArray();
    }

    private void scopes(JsonGenerator json) {
        clients.scopes().all().stream()
                .sorted(Comparator.comparing(Scope::name))
                .forEach(scope -> {
                    Map<String, Object> entry = new LinkedHashMap<>();
                    entry.put("name", scope.name());
                    if (scope.resource() != null) {
                        entry.put("resource", scope.resource());
                    }
                    entry.put("title", scope.title());
                    entry.put("description", scope.description());
                    json.writePOJO(entry);
                });
    }

    private void clients(JsonGenerator json, boolean hashes) {
        String after = "";
        List<ClientRegistration> page;
        do {
            page = clients.stored().page(after, PAGE);
            for (ClientRegistration client : page) {
                after = client.id();
                List<StoredClients.Hash> secrets = hashes
                        ? clients.stored().secrets(after).stream()
                                .sorted(Comparator.comparing(StoredClients.Hash::text))
                                .toList()
                        : List.of();
                json.writePOJO(ClientJson.write(client, secrets));
            }
        } while (page.size() == PAGE);
    }

    private void permissions(JsonGenerator json) {
        String after = "";
        List<Permission> page;
        do {
            page = rooms.access().permissions().page(null, after, PAGE);
            for (Permission permission : page) {
                after = permission.name();
                String client = permission.clientId();
                if (client != null) {
                    Map<String, Object> entry = new LinkedHashMap<>();
                    entry.put("name", permission.name());
                    entry.put("client_id", client);
                    entry.put("description", permission.description());
                    json.writePOJO(entry);
                }
            }
        } while (page.size() == PAGE);
    }

    private void roles(JsonGenerator json) {
        String after = "";
        List<Role> page;
        do {
            page = rooms.access().roles().page(null, after, PAGE);
            for (Role role : page) {
                after = role.name();
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("name", role.name());
                if (role.clientId() != null) {
                    entry.put("client_id", role.clientId());
                }
                entry.put("description", role.description());
                entry.put("default", role.isDefault());
                entry.put("includes", new TreeSet<>(rooms.access().contents().members(role.name())));
                entry.put("permissions", new TreeSet<>(rooms.access().contents().permissions(role.name())));
                json.writePOJO(entry);
            }
        } while (page.size() == PAGE);
    }

    private void groups(JsonGenerator json, @Nullable UUID parent, String above) {
        String after = "";
        List<Group> page;
        do {
            page = rooms.access().groups().children(parent, after, PAGE);
            for (Group group : page) {
                after = group.name();
                String path = above + "/" + group.name();
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("path", path);
                TreeSet<String> roles = new TreeSet<>();
                rooms.access().links().roles(group.id()).stream()
                        .filter(role -> role.validity().equals(Validity.ALWAYS))
                        .map(GroupRole::role)
                        .forEach(roles::add);
                entry.put("roles", roles);
                json.writePOJO(entry);
                groups(json, group.id(), path);
            }
        } while (page.size() == PAGE);
    }

    private void people(JsonGenerator json, boolean hashes) {
        Map<UUID, String> paths = new LinkedHashMap<>();
        AccountId after = null;
        List<Account> page;
        do {
            page = rooms.accounts().page(after, PAGE);
            List<AccountId> ids = page.stream().map(Account::id).toList();
            Map<AccountId, StoredPasswords.Hash> stored =
                    hashes ? rooms.passwords().hashes(ids) : Map.of();
            for (Account account : page) {
                after = account.id();
                json.writePOJO(person(account, stored.get(account.id()), paths));
            }
        } while (page.size() == PAGE);
    }

    private Map<String, Object> person(Account account, StoredPasswords.@Nullable Hash hash, Map<UUID, String> paths) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("id", account.id().toString());
        entry.put("email", account.email().value());
        entry.put("email_verified", account.emailVerified());
        entry.put("status", account.status().name().toLowerCase(Locale.ROOT));
        entry.put("profile", account.profile().claims());
        if (hash != null) {
            Map<String, Object> password = new LinkedHashMap<>();
            password.put("hash", hash.encoded());
            password.put("must_change", hash.mustChange());
            entry.put("password", password);
        }
        TreeSet<String> roles = new TreeSet<>();
        rooms.access().assignments().of(account.id()).stream()
                .filter(one -> one.withinGroup() == null && one.validity().equals(Validity.ALWAYS))
                .map(Assignment::role)
                .forEach(roles::add);
        entry.put("roles", roles);
        TreeSet<String> groups = new TreeSet<>();
        rooms.access().links().memberships(account.id()).stream()
                .filter(one -> one.validity().equals(Validity.ALWAYS))
                .map(GroupMember::group)
                .forEach(group -> groups.add(paths.computeIfAbsent(group, this::path)));
        entry.put("groups", groups);
        return entry;
    }

    private String path(UUID group) {
        StringBuilder path = new StringBuilder();
        rooms.access().groups().path(group).forEach(one -> path.append('/').append(one.name()));
        return path.toString();
    }
}
