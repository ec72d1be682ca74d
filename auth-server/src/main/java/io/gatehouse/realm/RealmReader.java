package io.gatehouse.realm;

import io.gatehouse.account.EmailAddress;
import io.gatehouse.account.Profile;
import io.gatehouse.client.ClientRegistration;
import io.gatehouse.client.Scope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Turns a document that satisfies the schema into a {@link Realm}. */
final class RealmReader {

    private final RealmDocument document;
    private final RealmSecrets secrets;

    private RealmReader(RealmDocument document, Path folder) {
        this.document = document;
        this.secrets = new RealmSecrets(document.problems(), folder);
    }

    static Realm read(RealmDocument document, Path folder) {
        RealmReader reader = new RealmReader(document, folder);
        RealmAccessReader access = new RealmAccessReader(reader, document.problems());
        Realm.Access declared = access.read();
        return new Realm(reader.scopes(), declared, reader.people(access), reader.clients());
    }

    RealmDocument document() {
        return document;
    }

    private List<Scope> scopes() {
        List<Scope> scopes = new ArrayList<>();
        each("scopes", "name", (key, node) -> {
            String name = text(node, "name", "");
            scopes.add(
                    new Scope(name, text(node, "resource"), text(node, "title", name), text(node, "description", "")));
        });
        return scopes;
    }

    private List<Realm.Person> people(RealmAccessReader access) {
        Map<String, String> addresses = new HashMap<>();
        List<Realm.Person> people = new ArrayList<>();
        each("people", null, (key, node) -> {
            Realm.Person person = person(key, node, access);
            if (person != null) {
                String first = addresses.putIfAbsent(person.email().key(), key);
                if (first != null) {
                    document.problems().add(key + ".email", "is the same address as " + first + ".email.");
                }
                people.add(person);
            }
        });
        return people;
    }

    private Realm.@Nullable Person person(String key, JsonNode node, RealmAccessReader access) {
        Set<String> roles = access.rolesOf(key, node);
        Set<String> groups = access.groupsOf(key, node);
        Realm.Password password = secrets.password(key + ".password", node.path("password"));
        try {
            EmailAddress email = EmailAddress.parse(text(node, "email", ""));
            return new Realm.Person(key, email, profile(node), roles, groups, password);
        } catch (IllegalArgumentException e) {
            document.problems().add(key, e.getMessage() + ".");
            return null;
        }
    }

    private static Profile profile(JsonNode node) {
        Map<String, Object> claims = new LinkedHashMap<>();
        String name = text(node, "name");
        if (name != null) {
            claims.put("name", name);
        }
        node.path("profile").properties().forEach(claim -> claims.put(claim.getKey(), plain(claim.getValue())));
        return new Profile(claims);
    }

    private static Object plain(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> parts = new LinkedHashMap<>();
            node.properties().forEach(part -> parts.put(part.getKey(), plain(part.getValue())));
            return parts;
        }
        return node.isBoolean() ? node.booleanValue() : node.stringValue("");
    }

    private List<Realm.Client> clients() {
        List<Realm.Client> clients = new ArrayList<>();
        each("clients", "client_id", (key, node) -> {
            ClientRegistration registration =
                    RealmClients.registration(node, secrets.clientSecrets(key + ".secrets", node.path("secrets")));
            clients.add(new Realm.Client(key, registration));
        });
        return clients;
    }

    void each(String list, @Nullable String unique, Entry entry) {
        Map<String, String> seen = new HashMap<>();
        int index = 0;
        for (JsonNode node : document.tree().path(list)) {
            String key = list + "[" + index++ + "]";
            String first = unique == null ? null : seen.putIfAbsent(text(node, unique, ""), key);
            if (first != null) {
                document.problems().add(key + "." + unique, "is the same as " + first + "." + unique + ".");
            }
            entry.read(key, node);
        }
    }

    static @Nullable String text(JsonNode node, String key) {
        JsonNode value = node.path(key);
        return value.isString() ? value.stringValue() : null;
    }

    static String text(JsonNode node, String key, String otherwise) {
        String value = text(node, key);
        return value == null ? otherwise : value;
    }

    interface Entry {
        void read(String key, JsonNode node);
    }
}
