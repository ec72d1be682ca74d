package io.gatehouse.transfer;

import io.gatehouse.access.Actor;
import io.gatehouse.access.Assignment;
import io.gatehouse.account.Account;
import io.gatehouse.account.AccountService;
import io.gatehouse.account.AccountStatus;
import io.gatehouse.account.Profile;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.mfa.KnownAuthenticators;
import io.gatehouse.password.StoredPasswords;
import io.gatehouse.shared.AccountId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Takes people. An account that exists gets what it lacks: claims, roles, groups. Whatever it has stays, and so do its
 * credentials: passwords and authenticators of a file go only to accounts that the import itself creates.
 */
final class PeopleImport {

    /** What an account is made of. */
    record Rooms(
            AccountService accounts,
            StoredPasswords passwords,
            KnownAuthenticators authenticators,
            AccessRooms access,
            AuditTrail audit) {}

    private final Rooms rooms;
    private final KnownAccess known;
    private final ImportOptions options;
    private final Actor actor;

    PeopleImport(Rooms rooms, KnownAccess known, ImportOptions options, Actor actor) {
        this.rooms = rooms;
        this.known = known;
        this.options = options;
        this.actor = actor;
    }

    /** Somebody signed up with an address of the batch since it was looked up: look again. */
    static final class OvertakenException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    void batch(List<ImportedPerson> people, Findings.Batch batch) {
        Map<String, Account> present = rooms.accounts()
                .findByEmails(people.stream().map(ImportedPerson::email).toList());
        Held held = held(present.values().stream().map(Account::id).toList());
        PeopleWriter writer = new PeopleWriter(rooms, actor);
        for (ImportedPerson person : people) {
            Account account = present.get(person.email().key());
            Rights rights = rights(person, batch);
            if (account == null || replaces(person, account)) {
                add(person, rights, writer, batch);
            } else {
                complete(new Known(person, account, rights), held, writer, batch);
            }
        }
        if (!options.dryRun()) {
            writer.write(batch);
        }
    }

    /** What accounts were given before. */
    private record Held(Map<AccountId, List<Assignment>> roles, Map<AccountId, Set<UUID>> groups) {}

    private Held held(List<AccountId> accounts) {
        return accounts.isEmpty()
                ? new Held(Map.of(), Map.of())
                : new Held(
                        rooms.access().assignments().of(accounts),
                        rooms.access().links().memberships(accounts));
    }

    /** Somebody who has an account. */
    private record Known(ImportedPerson person, Account account, Rights rights) {}

    /** Whoever signed up and never proved to own the address makes room for the person whom the file vouches for. */
    private static boolean replaces(ImportedPerson person, Account account) {
        return account.status() == AccountStatus.PENDING && person.status() != AccountStatus.PENDING;
    }

    /** The person's roles and groups that they may have. */
    private record Rights(Set<String> roles, Map<String, UUID> groups) {}

    private Rights rights(ImportedPerson person, Findings.Batch batch) {
        Set<String> roles = new TreeSet<>();
        for (String role : person.roles()) {
            if (!known.roleExists(role)) {
                leaveOut(batch, person, "role_unknown", "There is no role " + Findings.shown(role) + ".");
            } else if (!options.adminRoles() && known.opensAdministration(role)) {
                leaveOut(
                        batch,
                        person,
                        "admin_role",
                        "The role " + role + " administers this server. Import with --admin-roles if that is meant.");
            } else {
                roles.add(role);
            }
        }
        Map<String, UUID> groups = new LinkedHashMap<>();
        for (String path : new TreeSet<>(person.groups())) {
            Optional<UUID> group = known.group(path);
            if (group.isEmpty()) {
                leaveOut(batch, person, "group_unknown", "There is no group " + Findings.shown(path) + ".");
            } else if (!options.adminRoles() && known.groupOpensAdministration(group.get())) {
                leaveOut(
                        batch,
                        person,
                        "admin_group",
                        "The people of the group " + path
                                + " administer this server. Import with --admin-roles if that is meant.");
            } else {
                groups.put(path, group.get());
            }
        }
        return new Rights(roles, groups);
    }

    private void add(ImportedPerson person, Rights rights, PeopleWriter writer, Findings.Batch batch) {
        boolean password = usablePassword(person, batch);
        authenticators(person, batch);
        writer.add(
                person,
                rights.roles(),
                rights.groups().values(),
                password ? person.credentials().passwordHash() : null);
        if (person.status() == AccountStatus.PENDING) {
            leaveOut(
                    batch,
                    person,
                    "pending",
                    "The address was never verified: the person has to sign up with it again.");
        }
        batch.decided(ItemKind.PERSON, person.place(), person.email().value(), Outcome.NEW, List.of());
    }

    private boolean usablePassword(ImportedPerson person, Findings.Batch batch) {
        String hash = person.credentials().passwordHash();
        if (hash == null) {
            return false;
        }
        try {
            rooms.passwords().check(hash);
            return true;
        } catch (IllegalArgumentException e) {
            leaveOut(batch, person, "hash_unusable", e.getMessage() + " The person can set a password by mail.");
            return false;
        }
    }

    private void authenticators(ImportedPerson person, Findings.Batch batch) {
        for (ImportedPerson.Authenticator app : person.credentials().authenticators()) {
            if (!KnownAuthenticators.usable(app.seed())) {
                leaveOut(
                        batch,
                        person,
                        "seed_length",
                        "The seed of the authenticator " + app.name()
                                + " is too short or too long; the person sets up a new one.");
            }
        }
    }

    private void complete(Known one, Held held, PeopleWriter writer, Findings.Batch batch) {
        ImportedPerson person = one.person();
        Account account = one.account();
        if (!account.active()) {
            // Nobody proved to own a pending account, and a disabled one is an operator's decision.
            if (person.status() != account.status()) {
                leaveOut(
                        batch,
                        person,
                        "status_differs",
                        "The account is not active here, which stays; nothing is added to it.");
            }
            batch.decided(ItemKind.PERSON, person.place(), person.email().value(), Outcome.SAME, List.of());
            return;
        }
        if (person.status() != AccountStatus.ACTIVE) {
            leaveOut(
                    batch,
                    person,
                    "status_differs",
                    "The account is active here and not in the file; it stays active.");
        }
        Set<String> roles = new TreeSet<>(one.rights().roles());
        held.roles().getOrDefault(account.id(), List.of()).stream()
                .filter(assignment -> assignment.withinGroup() == null)
                .map(Assignment::role)
                .forEach(roles::remove);
        Map<String, UUID> groups = new LinkedHashMap<>(one.rights().groups());
        groups.values().removeAll(held.groups().getOrDefault(account.id(), Set.of()));
        Profile profile = filled(account.profile(), person.profile());
        List<String> changes = changes(account.profile(), profile, roles, groups.keySet());
        if (!options.dryRun() && !changes.isEmpty()) {
            rooms.accounts().changeProfile(account.id(), now -> filled(now, person.profile()));
            writer.complete(account.id(), roles, groups.values());
        }
        Outcome outcome = changes.isEmpty() ? Outcome.SAME : Outcome.CHANGED;
        batch.decided(ItemKind.PERSON, person.place(), person.email().value(), outcome, changes);
    }

    private static Profile filled(Profile present, Profile offered) {
        Map<String, Object> claims = new LinkedHashMap<>(present.claims());
        offered.claims().forEach((claim, value) -> {
            // a verified number is another one than the person may have given here
            if (!claim.equals("phone_number_verified")) {
                claims.putIfAbsent(claim, value);
            }
        });
        return new Profile(claims);
    }

    private static List<String> changes(Profile before, Profile after, Set<String> roles, Set<String> groups) {
        List<String> changes = new ArrayList<>();
        after.claims().keySet().stream()
                .filter(claim -> !before.claims().containsKey(claim))
                .forEach(claim -> changes.add("+" + claim));
        roles.forEach(role -> changes.add("+role " + role));
        groups.forEach(group -> changes.add("+group " + group));
        return changes;
    }

    static void leaveOut(Findings.Batch batch, ImportedPerson person, String code, String reason) {
        batch.leaveOut(ItemKind.PERSON, person.place(), person.email().value(), code, reason);
    }
}
