package io.gatehouse.access;

import io.gatehouse.audit.AuditAction;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import io.gatehouse.shared.UuidV7;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;

/** Groups: which there are, where they stand, and who belongs to them. {@link GroupLinkService} fills them. */
public final class GroupService {

    private static final int LONGEST_NAME = 100;
    private static final int MOST = 200;

    private final JdbcGroups groups;
    private final JdbcGroupLinks links;
    private final AccessGate gate;
    private final Clock clock;

    GroupService(JdbcGroups groups, JdbcGroupLinks links, AccessGate gate, Clock clock) {
        this.groups = groups;
        this.links = links;
        this.gate = gate;
        this.clock = clock;
    }

    public Optional<Group> find(UUID id) {
        return groups.find(id);
    }

    /** The group of that name under a parent; null for the top. */
    public Optional<Group> find(@Nullable UUID parent, String name) {
        return groups.find(parent, name);
    }

    /** The groups right under a parent (null: the topmost) in the order of their names, after a name (or ""), at most 200. */
    public List<Group> children(@Nullable UUID parent, String after, int limit) {
        return groups.children(parent, after, Math.min(limit, MOST));
    }

    /** The group and those above it, the topmost first. */
    public List<Group> path(UUID group) {
        return groups.path(group);
    }

    /** The groups that an account belongs to now, with all groups above them. */
    public Set<UUID> groupsOf(AccountId account) {
        return groups.groupsOf(account, clock.instant());
    }

    /** These groups with all groups below them: to find everybody within a reach. */
    public Set<UUID> subtree(Collection<UUID> tops) {
        return tops.isEmpty() ? Set.of() : groups.withDescendants(tops);
    }

    /** Whether the reach extends to the account. */
    public boolean covers(Reach reach, AccountId account) {
        return reach.everything() || (!reach.nothing() && reach.covers(groupsOf(account)));
    }

    /** Whether the reach extends to the group. */
    public boolean covers(Reach reach, UUID group) {
        return reach.everything() || (!reach.nothing() && reach.covers(groups.withAncestors(group)));
    }

    /** Whether one reach extends to all that another extends to. */
    boolean contains(Reach reach, Reach other) {
        return reach.everything()
                || (!other.everything() && other.groups().stream().allMatch(group -> covers(reach, group)));
    }

    /** Adds a group under a parent, or at the top. */
    public Group create(Actor actor, @Nullable UUID parent, String name) {
        check(name);
        return gate.pass(actor, change -> {
            requirePlace(change, parent);
            Group group = new Group(UuidV7.next(clock), parent, name, 1);
            try {
                groups.insert(group, change.now());
            } catch (DuplicateKeyException e) {
                throw taken(name, e);
            } catch (DataIntegrityViolationException e) {
                throw unknown(String.valueOf(parent), e);
            }
            change.record(AuditAction.GROUP_CREATED, null, "group", group.id().toString(), "name", name);
            return group;
        });
    }

    /**
     * Gives a group another name or place. Moving it changes what its people hold, so that the actor must hold all of it.
     *
     * @param version the version that the caller saw, or null for whatever it is
     */
    public Group change(Actor actor, UUID id, @Nullable Long version, @Nullable UUID parent, String name) {
        check(name);
        return gate.pass(actor, change -> {
            Group before = current(id, version);
            change.requireOver(ServerPermission.GROUPS_WRITE, id);
            if (!Objects.equals(before.parent(), parent)) {
                requirePlace(change, before.parent());
                requirePlace(change, parent);
                requireRolesFrom(change, before.parent());
                requireRolesFrom(change, parent);
            }
            Group after = update(before, parent, name);
            change.record(
                    AuditAction.GROUP_CHANGED,
                    null,
                    "group",
                    id.toString(),
                    "name",
                    before.name() + " → " + name,
                    "parent",
                    before.parent() + " → " + parent);
            if (parent != null && !parent.equals(before.parent())) {
                change.requireSecond(links.rolesFrom(parent, change.now()));
            }
            return after;
        });
    }

    private Group update(Group before, @Nullable UUID parent, String name) {
        try {
            return groups.update(before.id(), parent, name)
                    .orElseThrow(() -> new GatehouseException(
                            ErrorCode.CIRCULAR, "Group " + before.id() + " would stand below itself"));
        } catch (DuplicateKeyException e) {
            throw taken(name, e);
        } catch (DataIntegrityViolationException e) {
            throw unknown(String.valueOf(parent), e);
        }
    }

    /** Deletes a group that has none below it, with its memberships, and all that was delegated over it. */
    public void delete(Actor actor, UUID id, @Nullable Long version) {
        gate.pass(actor, change -> {
            Group group = current(id, version);
            change.requireOver(ServerPermission.GROUPS_WRITE, id);
            requirePlace(change, group.parent());
            requireRolesFrom(change, id);
            try {
                groups.delete(id);
            } catch (DataIntegrityViolationException e) {
                throw new GatehouseException(ErrorCode.CONFLICT, "Group " + id + " has groups below it", e);
            }
            change.record(AuditAction.GROUP_DELETED, null, "group", id.toString(), "name", group.name());
            return group;
        });
    }

    private void requireRolesFrom(Change change, @Nullable UUID group) {
        if (group != null) {
            change.requireRoles(links.rolesFrom(group, change.now()), null);
        }
    }

    private static void requirePlace(Change change, @Nullable UUID parent) {
        if (parent == null) {
            change.require(ServerPermission.GROUPS_WRITE);
        } else {
            change.requireOver(ServerPermission.GROUPS_WRITE, parent);
        }
    }

    private Group current(UUID id, @Nullable Long version) {
        Group group = groups.find(id).orElseThrow(() -> unknown(id.toString(), null));
        return Versions.same(group, group.version(), version);
    }

    private static void check(String name) {
        if (name.isBlank()
                || name.length() > LONGEST_NAME
                || !name.equals(name.strip())
                || name.chars().anyMatch(one -> one == '/' || Character.isISOControl(one))) {
            throw new GatehouseException(ErrorCode.INVALID_REQUEST, "Not a name for a group");
        }
    }

    private static GatehouseException taken(String name, Exception cause) {
        return new GatehouseException(ErrorCode.CONFLICT, "There is a group '" + name + "' in that place", cause);
    }

    private static GatehouseException unknown(String id, @Nullable Exception cause) {
        return new GatehouseException(ErrorCode.NOT_FOUND, "There is no group " + id, cause);
    }
}
