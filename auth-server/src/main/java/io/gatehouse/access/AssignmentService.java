package io.gatehouse.access;

import io.gatehouse.audit.AuditAction;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Roles given to people directly. */
public final class AssignmentService {

    private static final int MOST = 200;

    private final JdbcAssignments assignments;
    private final AccessGate gate;

    AssignmentService(JdbcAssignments assignments, AccessGate gate) {
        this.assignments = assignments;
        this.gate = gate;
    }

    /** What was given to an account, for any time. */
    public List<Assignment> of(AccountId account) {
        return assignments.of(account);
    }

    /** The same for many accounts; those that were given nothing are left out. */
    public Map<AccountId, List<Assignment>> of(Collection<AccountId> accounts) {
        return assignments.of(accounts).stream().collect(Collectors.groupingBy(Assignment::account));
    }

    /** To whom a role was given directly, after an account (or null), at most 200. */
    public List<Assignment> holders(String role, @Nullable AccountId after, int limit) {
        return assignments.holders(role, after, Math.min(limit, MOST));
    }

    /** Whether the role was given to any account over everything, or to any group. */
    public boolean anyoneHolds(String role) {
        return assignments.given(role);
    }

    /**
     * Gives a role, or changes from and until when it holds. The account must be in the actor's reach, and the actor must hold
     * the role as far and for as long.
     *
     * @param within the group whose people the role's permissions are to reach, or null for everybody
     */
    public void give(Actor actor, AccountId account, String role, @Nullable UUID within, Validity validity) {
        gate.pass(actor, change -> {
            give(change, account, role, within, validity);
            return account;
        });
    }

    private void give(Change change, AccountId account, String role, @Nullable UUID within, Validity validity) {
        change.requireOver(ServerPermission.ROLES_ASSIGN, account);
        change.requireRole(role, within, validity.until());
        Assignment wanted = new Assignment(account, role, within, validity, null, change.now());
        if (GroupLinkService.given(
                () -> assignments.give(wanted, change.by()), "role " + role + ", account " + account + " or group")) {
            change.record(
                    AuditAction.ROLE_GIVEN,
                    account,
                    "role",
                    role,
                    "within",
                    GroupLinkService.text(within),
                    "from",
                    GroupLinkService.text(validity.from()),
                    "until",
                    GroupLinkService.text(validity.until()));
            change.requireSecond(role);
        }
    }

    /**
     * Gives roles over everything and for good to many accounts, or makes what they were given so: all of it or nothing,
     * by the same rules, in few statements.
     */
    public void giveAll(Actor actor, Map<AccountId, Set<String>> roles) {
        gate.pass(actor, change -> {
            roles.keySet().forEach(account -> change.requireOver(ServerPermission.ROLES_ASSIGN, account));
            roles.values().stream()
                    .flatMap(Set::stream)
                    .distinct()
                    .forEach(role -> change.requireRole(role, null, null));
            List<Assignment> wanted = roles.entrySet().stream()
                    .flatMap(one -> one.getValue().stream()
                            .map(role -> new Assignment(one.getKey(), role, null, Validity.ALWAYS, null, change.now())))
                    .toList();
            change.record(assignments.giveAll(wanted, change.by()).stream()
                    .map(given -> change.entry(AuditAction.ROLE_GIVEN, given.account(), "role", given.role()))
                    .toList());
            return roles;
        });
    }

    /** Takes a role that was given for exactly this group, or for everybody. */
    public void take(Actor actor, AccountId account, String role, @Nullable UUID within) {
        gate.pass(actor, change -> {
            take(change, account, role, within);
            return account;
        });
    }

    private void take(Change change, AccountId account, String role, @Nullable UUID within) {
        change.requireOver(ServerPermission.ROLES_ASSIGN, account);
        change.requireRole(role, within);
        if (!assignments.take(account, role, within)) {
            throw new GatehouseException(ErrorCode.NOT_FOUND, account + " was not given the role " + role);
        }
        change.record(AuditAction.ROLE_TAKEN, account, "role", role, "within", GroupLinkService.text(within));
    }

    /** Makes these the roles that the account was given over everything, for good; what was delegated to it stays. */
    public void replace(Actor actor, AccountId account, Set<String> roles) {
        Map<String, Validity> wanted =
                roles.stream().collect(Collectors.toMap(Function.identity(), role -> Validity.ALWAYS));
        if (plain(account).equals(wanted)) {
            return;
        }
        gate.pass(actor, change -> {
            for (String role : plain(account).keySet()) {
                if (!roles.contains(role)) {
                    take(change, account, role, null);
                }
            }
            roles.forEach(role -> give(change, account, role, null, Validity.ALWAYS));
            return account;
        });
    }

    private Map<String, Validity> plain(AccountId account) {
        return assignments.of(account).stream()
                .filter(one -> one.withinGroup() == null)
                .collect(Collectors.toMap(Assignment::role, Assignment::validity));
    }
}
