package io.gatehouse.transfer;

import io.gatehouse.access.Actor;
import io.gatehouse.access.Assignment;
import io.gatehouse.access.GroupMember;
import io.gatehouse.access.Validity;
import io.gatehouse.account.Account;
import io.gatehouse.account.AccountService;
import io.gatehouse.account.AccountStatus;
import io.gatehouse.account.Profile;
import io.gatehouse.audit.AuditAction;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
        for (ImportedPerson person : people) {
            Account account = present.get(person.email().key());
            Rights rights = rights(person, batch);
            if (account == null || replaces(person, account)) {
                add(person, rights, batch);
            } else {
                complete(person, account, rights, batch);
            }
        }
    }

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

    private void add(ImportedPerson person, Rights rights, Findings.Batch batch) {
        boolean password = usablePassword(person, batch);
        if (!options.dryRun()) {
            AccountId account = create(person, batch).id();
            if (password) {
                rooms.passwords()
                        .add(
                                account,
                                text(person.credentials().passwordHash()),
                                person.credentials().mustChange());
            }
            give(account, rights.roles(), rights.groups().values());
            authenticators(person, account, batch);
            rooms.audit().record(AuditAction.ACCOUNT_IMPORTED, account, Map.of("by", actor.name()));
        } else {
            authenticators(person, null, batch);
        }
        if (person.status() == AccountStatus.PENDING) {
            leaveOut(
                    batch,
                    person,
                    "pending",
                    "The address was never verified: the person has to sign up with it again.");
        }
        batch.decided(ItemKind.PERSON, person.place(), person.email().value(), Outcome.NEW, List.of());
    }

    private Account create(ImportedPerson person, Findings.Batch batch) {
        Optional<Account> account = insert(person, person.id());
        if (account.isEmpty() && person.id() != null) {
            leaveOut(batch, person, "identifier", "Another account has this identifier; the person got a new one.");
            account = insert(person, null);
        }
        return account.orElseThrow(OvertakenException::new);
    }

    private Optional<Account> insert(ImportedPerson person, @Nullable AccountId id) {
        return rooms.accounts().add(id, person.email(), person.emailVerified(), person.status(), person.profile());
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

    private void authenticators(ImportedPerson person, @Nullable AccountId account, Findings.Batch batch) {
        for (ImportedPerson.Authenticator app : person.credentials().authenticators()) {
            if (!KnownAuthenticators.usable(app.seed())) {
                leaveOut(
                        batch,
                        person,
                        "seed_length",
                        "The seed of the authenticator " + app.name()
                                + " is too short or too long; the person sets up a new one.");
            } else if (account != null && !rooms.authenticators().add(account, app.name(), app.seed())) {
                leaveOut(
                        batch,
                        person,
                        "authenticator_surplus",
                        "The file has the authenticator " + app.name() + " twice, or more than ten for the person.");
            }
        }
    }

    private void complete(ImportedPerson person, Account account, Rights rights, Findings.Batch batch) {
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
        Set<String> roles = new TreeSet<>(rights.roles());
        rooms.access().assignments().of(account.id()).stream()
                .filter(assignment -> assignment.withinGroup() == null)
                .map(Assignment::role)
                .forEach(roles::remove);
        Set<UUID> memberships = rooms.access().links().memberships(account.id()).stream()
                .map(GroupMember::group)
                .collect(Collectors.toSet());
        Map<String, UUID> groups = new LinkedHashMap<>(rights.groups());
        groups.values().removeAll(memberships);
        Profile profile = filled(account.profile(), person.profile());
        List<String> changes = changes(account.profile(), profile, roles, groups.keySet());
        if (!options.dryRun() && !changes.isEmpty()) {
            rooms.accounts().changeProfile(account.id(), now -> filled(now, person.profile()));
            give(account.id(), roles, groups.values());
            rooms.audit().record(AuditAction.ACCOUNT_IMPORTED, account.id(), Map.of("by", actor.name()));
        }
        Outcome outcome = changes.isEmpty() ? Outcome.SAME : Outcome.CHANGED;
        batch.decided(ItemKind.PERSON, person.place(), person.email().value(), outcome, changes);
    }

    private void give(AccountId account, Iterable<String> roles, Iterable<UUID> groups) {
        roles.forEach(role -> rooms.access().assignments().give(actor, account, role, null, Validity.ALWAYS));
        groups.forEach(group -> rooms.access().links().add(actor, group, account, Validity.ALWAYS));
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

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static void leaveOut(Findings.Batch batch, ImportedPerson person, String code, String reason) {
        batch.leaveOut(ItemKind.PERSON, person.place(), person.email().value(), code, reason);
    }
}
