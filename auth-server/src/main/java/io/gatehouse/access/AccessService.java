package io.gatehouse.access;

import io.gatehouse.shared.AccountId;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What an account may do, from memory; and the guards that other rooms need when they act on accounts. */
public final class AccessService {

    private final AuthorityCache cache;
    private final AccessGate gate;
    private final GroupService groups;

    AccessService(AuthorityCache cache, AccessGate gate, GroupService groups) {
        this.cache = cache;
        this.gate = gate;
        this.groups = groups;
    }

    /**
     * Everything the account may do now. A change shows within a second on all nodes, an end of time at once. An account that
     * is not active, or about to be deleted, may do nothing.
     */
    public Authorities authoritiesOf(AccountId account) {
        return cache.of(account);
    }

    /**
     * Whether somebody may use the permission on another account: it reaches them, and they hold no permission of the server
     * that the actor lacks. To read, the first is enough; to change, disable or take over an account, both are needed.
     */
    public boolean mayChange(AccountId actor, ServerPermission permission, AccountId target) {
        return mayRead(actor, permission, target) && (actor.equals(target) || outranks(actor, target));
    }

    public boolean mayRead(AccountId actor, ServerPermission permission, AccountId target) {
        return groups.covers(authoritiesOf(actor).reach(permission), target);
    }

    /**
     * Whether somebody holds all that another account holds, permissions of applications included, so that acting as that
     * account opens nothing new. An administrator may give themselves all of it.
     */
    public boolean holdsAllOf(AccountId actor, AccountId target) {
        Authorities own = authoritiesOf(actor);
        if (own.administrator()) {
            return true;
        }
        Authorities theirs = authoritiesOf(target);
        return own.roles().containsAll(theirs.roles())
                && theirs.delegatedRoles().stream()
                        .allMatch(role -> own.roles().contains(role)
                                || own.delegatedRoles().contains(role))
                && theirs.permissions().entrySet().stream()
                        .allMatch(one -> groups.contains(own.reach(one.getKey()), one.getValue()));
    }

    private boolean outranks(AccountId actor, AccountId target) {
        Authorities own = authoritiesOf(actor);
        if (own.administrator()) {
            return true;
        }
        Authorities theirs = authoritiesOf(target);
        return !theirs.administrator()
                && Stream.of(ServerPermission.values())
                        .allMatch(one -> groups.contains(own.reach(one), theirs.reach(one)));
    }

    /**
     * Does what may take an administrator away by other means than roles: disabling or deleting an account, deleting a client.
     * If none is left who holds the role for good, all of it is undone and refused with {@code LAST_ADMINISTRATOR}; of any
     * number of such changes at the same time, on all nodes, one administrator remains.
     */
    public <T> T keepAnAdministrator(Supplier<T> change) {
        return gate.keepAnAdministrator(change);
    }
}
