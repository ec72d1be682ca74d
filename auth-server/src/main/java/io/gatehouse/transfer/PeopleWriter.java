package io.gatehouse.transfer;

import io.gatehouse.access.Actor;
import io.gatehouse.account.AccountService;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditEntry;
import io.gatehouse.mfa.KnownAuthenticators;
import io.gatehouse.password.StoredPasswords;
import io.gatehouse.shared.AccountId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes what was decided about the people of a batch, in as few statements as it takes. */
final class PeopleWriter {

    private final PeopleImport.Rooms rooms;
    private final Actor actor;
    private final List<Added> added = new ArrayList<>();
    private final List<AccountId> touched = new ArrayList<>();
    private final Map<AccountId, Set<String>> roles = new LinkedHashMap<>();
    private final Map<AccountId, Set<UUID>> groups = new LinkedHashMap<>();

    PeopleWriter(PeopleImport.Rooms rooms, Actor actor) {
        this.rooms = rooms;
        this.actor = actor;
    }

    /** Somebody who gets an account. */
    private record Added(
            ImportedPerson person,
            Set<String> roles,
            Set<UUID> groups,
            @Nullable String hash) {}

    void add(ImportedPerson person, Set<String> theirRoles, Iterable<UUID> theirGroups, @Nullable String hash) {
        added.add(new Added(person, theirRoles, set(theirGroups), hash));
    }

    /** Somebody who has an account and gets something. */
    void complete(AccountId account, Set<String> theirRoles, Iterable<UUID> theirGroups) {
        give(account, theirRoles, set(theirGroups));
    }

    private void give(AccountId account, Set<String> theirRoles, Set<UUID> theirGroups) {
        touched.add(account);
        if (!theirRoles.isEmpty()) {
            roles.put(account, theirRoles);
        }
        if (!theirGroups.isEmpty()) {
            groups.put(account, theirGroups);
        }
    }

    void write(Findings.Batch batch) {
        if (!added.isEmpty()) {
            addAccounts(batch);
        }
        if (!roles.isEmpty()) {
            rooms.access().assignments().giveAll(actor, roles);
        }
        if (!groups.isEmpty()) {
            rooms.access().links().addAll(actor, groups);
        }
        rooms.audit()
                .record(touched.stream()
                        .map(account -> AuditEntry.of(AuditAction.ACCOUNT_IMPORTED)
                                .account(account)
                                .personalDetail("by", actor.name()))
                        .toList());
    }

    private void addAccounts(Findings.Batch batch) {
        Map<String, AccountId> ids = new HashMap<>(rooms.accounts()
                .add(added.stream().map(one -> vouched(one, true)).toList()));
        List<Added> missing = added.stream()
                .filter(one -> !ids.containsKey(one.person().email().key()))
                .toList();
        if (!missing.isEmpty()) {
            ids.putAll(withOtherIdentifiers(missing, batch));
        }
        Map<AccountId, StoredPasswords.Hash> hashes = new LinkedHashMap<>();
        for (Added one : added) {
            AccountId account = ids.get(one.person().email().key());
            if (account == null) {
                throw new PeopleImport.OvertakenException();
            }
            String hash = one.hash();
            if (hash != null) {
                hashes.put(
                        account,
                        new StoredPasswords.Hash(
                                hash, one.person().credentials().mustChange()));
            }
            give(account, one.roles(), one.groups());
            authenticators(one.person(), account, batch);
        }
        if (!hashes.isEmpty()) {
            rooms.passwords().add(hashes);
        }
    }

    /** Who was to keep an identifier that another account has. */
    private Map<String, AccountId> withOtherIdentifiers(List<Added> missing, Findings.Batch batch) {
        if (missing.stream().anyMatch(one -> one.person().id() == null)) {
            throw new PeopleImport.OvertakenException();
        }
        Map<String, AccountId> ids = rooms.accounts()
                .add(missing.stream().map(one -> vouched(one, false)).toList());
        missing.stream()
                .filter(one -> ids.containsKey(one.person().email().key()))
                .forEach(one -> PeopleImport.leaveOut(
                        batch,
                        one.person(),
                        "identifier",
                        "Another account has this identifier; the person got a new one."));
        return ids;
    }

    private static AccountService.Vouched vouched(Added one, boolean keepIdentifier) {
        ImportedPerson person = one.person();
        return new AccountService.Vouched(
                keepIdentifier ? person.id() : null,
                person.email(),
                person.emailVerified(),
                person.status(),
                person.profile());
    }

    private void authenticators(ImportedPerson person, AccountId account, Findings.Batch batch) {
        for (ImportedPerson.Authenticator app : person.credentials().authenticators()) {
            if (KnownAuthenticators.usable(app.seed())
                    && !rooms.authenticators().add(account, app.name(), app.seed())) {
                PeopleImport.leaveOut(
                        batch,
                        person,
                        "authenticator_surplus",
                        "The file has the authenticator " + app.name() + " twice, or more than ten for the person.");
            }
        }
    }

    private static Set<UUID> set(Iterable<UUID> all) {
        Set<UUID> set = new LinkedHashSet<>();
        all.forEach(set::add);
        return set;
    }
}
