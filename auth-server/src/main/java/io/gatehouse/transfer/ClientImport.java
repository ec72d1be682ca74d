package io.gatehouse.transfer;

import io.gatehouse.client.ClientKeySource;
import io.gatehouse.client.ClientProblem;
import io.gatehouse.client.ClientRegistration;
import io.gatehouse.client.ClientRights;
import io.gatehouse.client.ClientService;
import io.gatehouse.client.Scope;
import io.gatehouse.client.ScopeCatalog;
import io.gatehouse.client.StoredClients;
import io.gatehouse.transfer.ImportedRealm.ClientEntry;
import io.gatehouse.transfer.ImportedRealm.ScopeEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes scopes and clients that are not here yet. One that is here stays as it is: others may depend on it by now. */
final class ClientImport {

    /** RFC 6749 section 3.3. */
    private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,100}");

    private static final String ADMIN_API = "admin.";

    private final ClientService clients;
    private final StoredClients stored;
    private final ScopeCatalog scopes;
    private final ImportOptions options;
    private final Set<String> seen = new HashSet<>();
    private final Set<String> scopeNames = new HashSet<>();

    ClientImport(ClientService clients, StoredClients stored, ScopeCatalog scopes, ImportOptions options) {
        this.clients = clients;
        this.stored = stored;
        this.scopes = scopes;
        this.options = options;
        scopes.all().forEach(scope -> scopeNames.add(scope.name()));
    }

    boolean exists(String clientId) {
        return stored.find(clientId).isPresent();
    }

    void scopes(List<ScopeEntry> entries, Findings.Batch batch) {
        for (ScopeEntry entry : entries) {
            Scope scope = entry.scope();
            if (!SCOPE.matcher(scope.name()).matches() || scope.title().length() > 200) {
                batch.refuse(
                        ItemKind.SCOPE,
                        entry.place(),
                        scope.name(),
                        "scope_name",
                        "A scope's name has up to 100 printable ASCII characters without spaces and quotes, its title up to 200.");
                continue;
            }
            @Nullable Scope present = scopes.find(scope.name());
            boolean added = scopeNames.add(scope.name());
            if (added) {
                scopes.save(scope);
            } else if (present != null && !present.equals(scope)) {
                batch.leaveOut(
                        ItemKind.SCOPE,
                        entry.place(),
                        scope.name(),
                        "differs",
                        "The scope is here already, with other words.");
            }
            batch.decided(ItemKind.SCOPE, entry.place(), scope.name(), added ? Outcome.NEW : Outcome.SAME, List.of());
        }
    }

    void clients(List<ClientEntry> entries, Findings.Batch batch) {
        for (ClientEntry entry : entries) {
            ClientRegistration wanted = withKnownScopes(entry, batch);
            String id = wanted.id();
            Optional<ClientRegistration> present = stored.find(id);
            List<ClientProblem> problems = clients.problems(wanted);
            if (!seen.add(id)) {
                refuse(batch, entry, "duplicate", "The file has another client of this name.");
            } else if (present.isPresent()) {
                boolean same = comparable(present.get()).equals(comparable(wanted));
                if (!same) {
                    batch.leaveOut(
                            ItemKind.CLIENT,
                            entry.place(),
                            id,
                            "differs",
                            "The client is here already and set up in another way, which stays.");
                }
                batch.decided(ItemKind.CLIENT, entry.place(), id, Outcome.SAME, List.of());
            } else if (!problems.isEmpty()) {
                refuse(
                        batch,
                        entry,
                        "client_invalid",
                        problems.stream().map(ClientProblem::toString).collect(Collectors.joining(" ")));
            } else {
                clients.save(wanted);
                hashes(entry, batch);
                batch.decided(ItemKind.CLIENT, entry.place(), id, Outcome.NEW, List.of());
            }
        }
    }

    /** Hashes under another keyring would be of no use to anybody. */
    private void hashes(ClientEntry entry, Findings.Batch batch) {
        String id = entry.registration().id();
        boolean sameKeyring = stored.keyringMark().equals(entry.keyring());
        for (StoredClients.Hash hash : entry.hashes()) {
            if (hash.keyed() && !sameKeyring) {
                batch.leaveOut(
                        ItemKind.CLIENT,
                        entry.place(),
                        id,
                        "secret_keyring",
                        "The secret was hashed under another keyring. Give the client a new secret here.");
                continue;
            }
            try {
                stored.addSecret(id, hash);
            } catch (IllegalArgumentException e) {
                batch.leaveOut(
                        ItemKind.CLIENT,
                        entry.place(),
                        id,
                        "secret_hash",
                        "The hash of the secret " + e.getMessage() + ".");
            }
        }
    }

    /** Scopes that exist nowhere steer the other system only; those of the admin API are no import's to give. */
    private ClientRegistration withKnownScopes(ClientEntry entry, Findings.Batch batch) {
        ClientRegistration client = entry.registration();
        ClientRights rights = client.rights();
        List<String> known = new ArrayList<>(
                rights.scopes().stream().filter(scopeNames::contains).toList());
        if (!options.adminRoles() && known.removeIf(name -> name.startsWith(ADMIN_API))) {
            batch.leaveOut(
                    ItemKind.CLIENT,
                    entry.place(),
                    client.id(),
                    "admin_scope",
                    "Its scopes of the admin API are not taken. Import with --admin-roles if they are meant.");
        }
        return with(
                client,
                new ClientRights(
                        rights.authenticationMethods(),
                        rights.grantTypes(),
                        known,
                        rights.requirePkce(),
                        rights.requireConsent(),
                        rights.mayIntrospect(),
                        rights.secondFactor()),
                client.keys());
    }

    /** A registration without what is stored in other words: the secrets, and the white space of keys. */
    private static ClientRegistration comparable(ClientRegistration client) {
        ClientKeySource keys = client.keys();
        ClientKeySource plain = new ClientKeySource(
                keys.jwks() == null ? null : Json.inside(keys.jwks()).toString(),
                keys.jwksUri(),
                keys.signingAlgorithm());
        ClientRegistration same = with(client, client.rights(), plain);
        return new ClientRegistration(
                same.id(),
                same.name(),
                same.rights(),
                same.uris(),
                same.keys(),
                same.tokens(),
                List.of(),
                same.disabled());
    }

    private static ClientRegistration with(ClientRegistration client, ClientRights rights, ClientKeySource keys) {
        return new ClientRegistration(
                client.id(),
                client.name(),
                rights,
                client.uris(),
                keys,
                client.tokens(),
                client.secrets(),
                client.disabled());
    }

    private static void refuse(Findings.Batch batch, ClientEntry entry, String code, String reason) {
        batch.refuse(ItemKind.CLIENT, entry.place(), entry.registration().id(), code, Findings.shown(reason));
    }
}
