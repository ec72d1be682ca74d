package io.gatehouse.access;

import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditEntry;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One change on its way through the {@link AccessGate}: what those who answer for it may do, and the trail. Nobody gives or
 * takes what they do not hold themselves, as far and for as long; an administrator holds everything. Of two people each has to
 * hold it.
 */
final class Change {

    private final Actor actor;
    private final List<Party> parties;
    private final AccessGate.Stores stores;
    private final AuditTrail trail;
    private final Instant now;

    Change(Actor actor, List<Party> parties, AccessGate.Stores stores, AuditTrail trail, Instant now) {
        this.actor = actor;
        this.parties = parties;
        this.stores = stores;
        this.trail = trail;
        this.now = now;
    }

    /** One of those who answer for the change; the operator has none. */
    record Party(AccountId account, Holdings holdings, Authorities authorities) {

        Party(AccountId account, Holdings holdings) {
            this(account, holdings, holdings.authorities());
        }

        boolean covers(ServerPermission permission, Supplier<Set<UUID>> place) {
            Reach reach = authorities.reach(permission);
            return reach.everything() || (!reach.nothing() && reach.covers(place.get()));
        }

        boolean holds(String role, @Nullable Set<UUID> places, @Nullable Instant until) {
            return holdings.roles().stream()
                    .filter(one -> one.name().equals(role) && one.lasts(until))
                    .anyMatch(one -> one.within() == null || (places != null && places.contains(one.within())));
        }

        boolean givesPermission(String permission) {
            return holds(Authorities.ADMINISTRATOR, null, null)
                    || holdings.permissions().stream()
                            .anyMatch(one -> one.name().equals(permission) && one.within() == null && one.lasts(null));
        }
    }

    Instant now() {
        return now;
    }

    @Nullable
    UUID by() {
        AccountId account = actor.account();
        return account == null ? null : account.value();
    }

    /** The permission over everything. */
    void require(ServerPermission permission) {
        for (Party party : parties) {
            if (!party.authorities().reach(permission).everything()) {
                throw forbidden(party, permission, "everything");
            }
        }
    }

    void requireOver(ServerPermission permission, AccountId account) {
        for (Party party : parties) {
            if (!party.covers(permission, () -> stores.groups().groupsOf(account, now))) {
                throw forbidden(party, permission, "account " + account);
            }
        }
    }

    void requireOver(ServerPermission permission, UUID group) {
        for (Party party : parties) {
            if (!party.covers(permission, () -> stores.groups().withAncestors(group))) {
                throw forbidden(party, permission, "group " + group);
            }
        }
    }

    /** To give a role over the people of a group (null: everybody) until a moment (null: for good). */
    void requireRole(String role, @Nullable UUID within, @Nullable Instant until) {
        for (Party party : parties) {
            boolean held = party.holds(Authorities.ADMINISTRATOR, null, until)
                    || party.holds(role, null, until)
                    || (within != null && party.holds(role, stores.groups().withAncestors(within), until));
            if (!held) {
                throw beyond(party, "the role " + role);
            }
        }
    }

    /** To take a role, it is enough to hold it now. */
    void requireRole(String role, @Nullable UUID within) {
        requireRole(role, within, now);
    }

    void requireRoles(List<GroupRole> roles, @Nullable Instant until) {
        for (GroupRole role : roles) {
            Instant end = role.validity().until();
            requireRole(role.role(), null, until == null || (end != null && end.isBefore(until)) ? end : until);
        }
    }

    /** To make others hold a permission for good. */
    void requirePermission(String permission) {
        for (Party party : parties) {
            if (!party.givesPermission(permission)) {
                throw beyond(party, "the permission " + permission);
            }
        }
    }

    /** To give a role that changes things on this server, where the house has the four-eyes rule. Asked when all else is done. */
    void requireSecond(String role) {
        if (stores.fourEyes() && actor.alone() && stores.authorities().mighty(role)) {
            throw second("the role " + role);
        }
    }

    void requireSecond(List<GroupRole> roles) {
        roles.forEach(role -> requireSecond(role.role()));
    }

    /** The same for a permission that is put into a role. */
    void requireSecondFor(String permission) {
        if (stores.fourEyes()
                && actor.alone()
                && ServerPermission.of(permission)
                        .filter(ServerPermission::changes)
                        .isPresent()) {
            throw second("the permission " + permission);
        }
    }

    private GatehouseException second(String what) {
        return new GatehouseException(
                ErrorCode.SECOND_PERSON_NEEDED, actor.name() + " can't give " + what + " without a second person");
    }

    /** Adds the change to the trail, with who made it. */
    void record(AuditAction action, @Nullable AccountId about, @Nullable String... detail) {
        trail.record(entry(action, about, detail));
    }

    /** Adds many changes at once. */
    void record(List<AuditEntry> entries) {
        trail.record(entries);
    }

    AuditEntry entry(AuditAction action, @Nullable AccountId about, @Nullable String... detail) {
        AuditEntry entry = AuditEntry.of(action).account(about).personalDetail("by", actor.name());
        AccountId second = actor.second();
        if (second != null) {
            entry.personalDetail("approved_by", second.toString());
        }
        for (int i = 0; i < detail.length; i += 2) {
            String name = detail[i];
            String value = detail[i + 1];
            if (name != null && value != null) {
                entry.personalDetail(name, value);
            }
        }
        return entry;
    }

    private static GatehouseException forbidden(Party party, ServerPermission permission, String over) {
        return new GatehouseException(
                ErrorCode.FORBIDDEN, party.account() + " does not hold " + permission.code() + " over " + over);
    }

    private static GatehouseException beyond(Party party, String what) {
        return new GatehouseException(
                ErrorCode.BEYOND_OWN_RIGHTS, party.account() + " does not hold " + what + " as far and as long");
    }
}
