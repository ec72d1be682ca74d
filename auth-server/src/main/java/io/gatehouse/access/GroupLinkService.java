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
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;

/** The roles that groups carry and the people who belong to them. */
public final class GroupLinkService {

    private static final int MOST = 200;

    private final JdbcGroups groups;
    private final JdbcGroupLinks links;
    private final AccessGate gate;

    GroupLinkService(JdbcGroups groups, JdbcGroupLinks links, AccessGate gate) {
        this.groups = groups;
        this.links = links;
        this.gate = gate;
    }

    /** The roles that the group itself carries, at any time. */
    public List<GroupRole> roles(UUID group) {
        return links.roles(group);
    }

    /** Who belongs to the group itself, at any time, after an account (or null), at most 200. */
    public List<GroupMember> members(UUID group, @Nullable AccountId after, int limit) {
        return links.members(group, after, Math.min(limit, MOST));
    }

    /** Where an account belongs directly, at any time. */
    public List<GroupMember> memberships(AccountId account) {
        return links.memberships(account);
    }

    /** The groups of many accounts; those that belong nowhere are left out. */
    public Map<AccountId, Set<UUID>> memberships(Collection<AccountId> accounts) {
        return links.memberships(accounts).stream()
                .collect(Collectors.groupingBy(
                        JdbcGroupLinks.Joined::account,
                        Collectors.mapping(JdbcGroupLinks.Joined::group, Collectors.toSet())));
    }

    /** Lets the group carry a role, or carry it from and until another moment. */
    public void giveRole(Actor actor, UUID group, String role, Validity validity, @Nullable Long version) {
        gate.pass(actor, change -> {
            current(group, version);
            change.requireOver(ServerPermission.GROUPS_WRITE, group);
            change.requireOver(ServerPermission.ROLES_ASSIGN, group);
            change.requireRole(role, null, validity.until());
            if (given(() -> links.giveRole(group, role, validity, change.by(), change.now()), "role " + role)) {
                groups.touch(group);
                change.record(
                        AuditAction.GROUP_ROLE_GIVEN,
                        null,
                        "group",
                        group.toString(),
                        "role",
                        role,
                        "from",
                        text(validity.from()),
                        "until",
                        text(validity.until()));
                change.requireSecond(role);
            }
            return group;
        });
    }

    public void takeRole(Actor actor, UUID group, String role, @Nullable Long version) {
        gate.pass(actor, change -> {
            current(group, version);
            change.requireOver(ServerPermission.GROUPS_WRITE, group);
            change.requireOver(ServerPermission.ROLES_ASSIGN, group);
            change.requireRole(role, null);
            if (!links.takeRole(group, role)) {
                throw new GatehouseException(ErrorCode.NOT_FOUND, "Group " + group + " has no role " + role);
            }
            groups.touch(group);
            change.record(AuditAction.GROUP_ROLE_TAKEN, null, "group", group.toString(), "role", role);
            return group;
        });
    }

    /**
     * Adds a person, or changes from and until when they belong. They get the roles of the group and of those above it, so that
     * the actor must hold these; and whoever may act on the group's people may act on them, so that they must be in the actor's
     * reach already.
     */
    public void add(Actor actor, UUID group, AccountId account, Validity validity) {
        gate.pass(actor, change -> {
            current(group, null);
            change.requireOver(ServerPermission.GROUPS_WRITE, group);
            change.requireOver(ServerPermission.GROUPS_WRITE, account);
            change.requireRoles(links.rolesFrom(group, change.now()), validity.until());
            if (given(() -> links.add(group, account, validity, change.by(), change.now()), "account " + account)) {
                change.record(
                        AuditAction.GROUP_JOINED,
                        account,
                        "group",
                        group.toString(),
                        "from",
                        text(validity.from()),
                        "until",
                        text(validity.until()));
                change.requireSecond(links.rolesFrom(group, change.now()));
            }
            return group;
        });
    }

    /** Adds many people to groups for good: all of it or nothing, by the same rules, in few statements. */
    public void addAll(Actor actor, Map<AccountId, Set<UUID>> groupsOf) {
        gate.pass(actor, change -> {
            Set<UUID> distinct = groupsOf.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
            for (UUID group : distinct) {
                current(group, null);
                change.requireOver(ServerPermission.GROUPS_WRITE, group);
                change.requireRoles(links.rolesFrom(group, change.now()), null);
            }
            groupsOf.keySet().forEach(account -> change.requireOver(ServerPermission.GROUPS_WRITE, account));
            List<JdbcGroupLinks.Joined> wanted = groupsOf.entrySet().stream()
                    .flatMap(
                            one -> one.getValue().stream().map(group -> new JdbcGroupLinks.Joined(one.getKey(), group)))
                    .toList();
            change.record(links.addAll(wanted, change.by(), change.now()).stream()
                    .map(joined -> change.entry(
                            AuditAction.GROUP_JOINED,
                            joined.account(),
                            "group",
                            joined.group().toString()))
                    .toList());
            return groupsOf;
        });
    }

    public void remove(Actor actor, UUID group, AccountId account) {
        gate.pass(actor, change -> {
            current(group, null);
            change.requireOver(ServerPermission.GROUPS_WRITE, group);
            change.requireRoles(links.rolesFrom(group, change.now()), change.now());
            if (!links.remove(group, account)) {
                throw new GatehouseException(ErrorCode.NOT_FOUND, account + " does not belong to group " + group);
            }
            change.record(AuditAction.GROUP_LEFT, account, "group", group.toString());
            return group;
        });
    }

    private void current(UUID id, @Nullable Long version) {
        Group group = groups.find(id)
                .orElseThrow(() -> new GatehouseException(ErrorCode.NOT_FOUND, "There is no group " + id));
        Versions.same(group, group.version(), version);
    }

    static boolean given(BooleanSupplier write, String what) {
        try {
            return write.getAsBoolean();
        } catch (DataIntegrityViolationException e) {
            throw new GatehouseException(ErrorCode.NOT_FOUND, "There is no " + what, e);
        }
    }

    static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
