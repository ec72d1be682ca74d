package io.gatehouse.access;

import io.gatehouse.audit.AuditAction;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Roles and groups that are promised now and given later. What the giver may give is looked up both times: a promise is worth
 * what its giver holds when it is kept.
 */
public final class GiftService {

    /** Which tables a gift touches. */
    record Stores(JdbcRoles roles, JdbcAssignments assignments, JdbcGroups groups, JdbcGroupLinks links) {}

    private final Stores stores;
    private final AccessGate gate;

    GiftService(Stores stores, AccessGate gate) {
        this.stores = stores;
        this.gate = gate;
    }

    /**
     * Who gets it.
     *
     * @param newcomer whether the account begins to be used by this very gift, so that it could not be in anybody's reach
     */
    public record Recipient(AccountId account, boolean newcomer) {}

    /** Throws what {@link #give} would throw now, and changes nothing. */
    public void require(Actor giver, Gift gift) {
        gate.pass(giver, change -> {
            require(change, gift);
            return gift;
        });
    }

    /**
     * Finds or makes the recipient and gives them everything, in the giver's name; or does none of it. An account that was used
     * or held something before must be in the giver's reach, as with every other way to give.
     *
     * @param recipient runs after the giver was found to be allowed; nobody means that nothing is given
     */
    public Optional<AccountId> give(Actor giver, Gift gift, Supplier<Optional<Recipient>> recipient) {
        return gate.pass(giver, change -> {
            require(change, gift);
            Optional<Recipient> found = recipient.get();
            found.ifPresent(who -> give(change, gift, who));
            return found.map(Recipient::account);
        });
    }

    /** The roles that follow from it right away: its own, and those that its groups carry. */
    public Set<String> rolesOf(Gift gift) {
        Set<String> names = new TreeSet<>(gift.roles());
        for (UUID group : gift.groups()) {
            stores.links().roles(group).forEach(role -> names.add(role.role()));
        }
        return names;
    }

    private void require(Change change, Gift gift) {
        if (gift.groups().isEmpty()) {
            change.require(ServerPermission.INVITATIONS_WRITE);
        }
        if (!gift.roles().isEmpty() && gift.groups().isEmpty()) {
            change.require(ServerPermission.ROLES_ASSIGN);
        }
        for (UUID group : gift.groups()) {
            requireGroup(change, group, !gift.roles().isEmpty());
        }
        for (String role : gift.roles()) {
            if (stores.roles().find(role).isEmpty()) {
                throw new GatehouseException(ErrorCode.NOT_FOUND, "There is no role " + role);
            }
            change.requireRole(role, null, null);
        }
        gift.roles().forEach(change::requireSecond);
        gift.groups().forEach(group -> change.requireSecond(stores.links().rolesFrom(group, change.now())));
    }

    /** The person will be one of the group's people, so that what the giver may do there is enough. */
    private void requireGroup(Change change, UUID group, boolean withRoles) {
        if (stores.groups().find(group).isEmpty()) {
            throw new GatehouseException(ErrorCode.NOT_FOUND, "There is no group " + group);
        }
        change.requireOver(ServerPermission.INVITATIONS_WRITE, group);
        change.requireOver(ServerPermission.GROUPS_WRITE, group);
        if (withRoles) {
            change.requireOver(ServerPermission.ROLES_ASSIGN, group);
        }
        change.requireRoles(stores.links().rolesFrom(group, change.now()), null);
    }

    private void give(Change change, Gift gift, Recipient recipient) {
        AccountId account = recipient.account();
        if (!recipient.newcomer() || holdsAnything(account)) {
            requireReach(change, gift, account);
        }
        for (String role : gift.roles()) {
            Assignment wanted = new Assignment(account, role, null, Validity.ALWAYS, null, change.now());
            if (stores.assignments().give(wanted, change.by())) {
                change.record(AuditAction.ROLE_GIVEN, account, "role", role);
            }
        }
        for (UUID group : gift.groups()) {
            if (stores.links().add(group, account, Validity.ALWAYS, change.by(), change.now())) {
                change.record(AuditAction.GROUP_JOINED, account, "group", group.toString());
            }
        }
    }

    private boolean holdsAnything(AccountId account) {
        return !stores.assignments().of(account).isEmpty()
                || !stores.links().memberships(account).isEmpty();
    }

    private static void requireReach(Change change, Gift gift, AccountId account) {
        if (!gift.groups().isEmpty()) {
            change.requireOver(ServerPermission.GROUPS_WRITE, account);
        }
        if (!gift.roles().isEmpty()) {
            change.requireOver(ServerPermission.ROLES_ASSIGN, account);
        }
    }
}
