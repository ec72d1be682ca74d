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
 * One change on its way through the {@link AccessGate}: what its actor may do, and the trail. Nobody gives or takes what they
 * do not hold themselves, as far and for as long; an administrator holds everything.
 */
final class Change {

    private final Actor actor;
    private final Holdings holdings;
    private final Authorities authorities;
    private final JdbcGroups groups;
    private final AuditTrail trail;
    private final Instant now;

    Change(Actor actor, Holdings holdings, JdbcGroups groups, AuditTrail trail, Instant now) {
        this.actor = actor;
        this.holdings = holdings;
        this.authorities = holdings.authorities();
        this.groups = groups;
        this.trail = trail;
        this.now = now;
    }

    Instant now() {
        return now;
    }

    @Nullable
    UUID by() {
        AccountId account = actor.account();
        return account == null ? null : account.value();
    }

    private boolean operator() {
        return actor.account() == null;
    }

    /** The permission over everything. */
    void require(ServerPermission permission) {
        if (!operator() && !authorities.reach(permission).everything()) {
            throw forbidden(permission, "everything");
        }
    }

    void requireOver(ServerPermission permission, AccountId account) {
        if (!operator() && !covers(permission, () -> groups.groupsOf(account, now))) {
            throw forbidden(permission, "account " + account);
        }
    }

    void requireOver(ServerPermission permission, UUID group) {
        if (!operator() && !covers(permission, () -> groups.withAncestors(group))) {
            throw forbidden(permission, "group " + group);
        }
    }

    private boolean covers(ServerPermission permission, Supplier<Set<UUID>> place) {
        Reach reach = authorities.reach(permission);
        return reach.everything() || (!reach.nothing() && reach.covers(place.get()));
    }

    /** To give a role over the people of a group (null: everybody) until a moment (null: for good). */
    void requireRole(String role, @Nullable UUID within, @Nullable Instant until) {
        boolean held = operator()
                || holds(Authorities.ADMINISTRATOR, null, until)
                || holds(role, null, until)
                || (within != null && holds(role, groups.withAncestors(within), until));
        if (!held) {
            throw beyond("the role " + role);
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
        boolean held = operator()
                || holds(Authorities.ADMINISTRATOR, null, null)
                || holdings.permissions().stream()
                        .anyMatch(one -> one.name().equals(permission) && one.within() == null && one.lasts(null));
        if (!held) {
            throw beyond("the permission " + permission);
        }
    }

    private boolean holds(String role, @Nullable Set<UUID> places, @Nullable Instant until) {
        return holdings.roles().stream()
                .filter(one -> one.name().equals(role) && one.lasts(until))
                .anyMatch(one -> one.within() == null || (places != null && places.contains(one.within())));
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
        for (int i = 0; i < detail.length; i += 2) {
            String name = detail[i];
            String value = detail[i + 1];
            if (name != null && value != null) {
                entry.personalDetail(name, value);
            }
        }
        return entry;
    }

    private GatehouseException forbidden(ServerPermission permission, String over) {
        return new GatehouseException(
                ErrorCode.FORBIDDEN, actor.name() + " does not hold " + permission.code() + " over " + over);
    }

    private GatehouseException beyond(String what) {
        return new GatehouseException(
                ErrorCode.BEYOND_OWN_RIGHTS, actor.name() + " does not hold " + what + " as far and as long");
    }
}
