package io.gatehouse.access;

import io.gatehouse.audit.AuditAction;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;

/** Which roles exist. {@link RoleContentService} says what is in them, {@link AssignmentService} who was given them. */
public final class RoleService {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,99}");
    private static final int LONGEST_DESCRIPTION = 500;
    private static final int MOST = 200;

    private final JdbcRoles roles;
    private final JdbcRoleContents contents;
    private final AccessService access;
    private final AccessGate gate;

    RoleService(JdbcRoles roles, JdbcRoleContents contents, AccessService access, AccessGate gate) {
        this.roles = roles;
        this.contents = contents;
        this.access = access;
        this.gate = gate;
    }

    public Optional<Role> find(String name) {
        return roles.find(name);
    }

    /** Roles in the order of their names, after a name (or ""), at most 200; of one client, or of all when it is null. */
    public List<Role> page(@Nullable String clientId, String after, int limit) {
        return roles.page(clientId, after, Math.min(limit, MOST));
    }

    /** The names of all roles that the account holds, even over the people of one group only, in alphabetical order. */
    public Set<String> rolesOf(AccountId account) {
        Authorities authorities = access.authoritiesOf(account);
        Set<String> names = new TreeSet<>(authorities.roles());
        names.addAll(authorities.delegatedRoles());
        return names;
    }

    /** Adds an empty role; a client's role is named {@code client_id/role}. */
    public Role create(Actor actor, String name, @Nullable String clientId, String description) {
        return gate.pass(actor, change -> create(change, new Role(name, clientId, description, false, 1)));
    }

    /** Makes sure that there is a role with this description, and that everybody holds it or not. */
    public Role ensure(Actor actor, String name, @Nullable String clientId, String description, boolean isDefault) {
        Optional<Role> present = roles.find(name)
                .filter(role -> role.description().equals(description) && role.isDefault() == isDefault);
        return present.orElseGet(() -> gate.pass(actor, change -> {
            Role role =
                    roles.find(name).orElseGet(() -> create(change, new Role(name, clientId, description, false, 1)));
            return change(change, role, description, isDefault);
        }));
    }

    private Role create(Change change, Role role) {
        change.require(ServerPermission.ROLES_WRITE);
        check(role);
        try {
            if (!roles.insert(role)) {
                throw new GatehouseException(ErrorCode.CONFLICT, "There is a role '" + role.name() + "'");
            }
        } catch (DataIntegrityViolationException e) {
            throw new GatehouseException(ErrorCode.NOT_FOUND, "There is no client '" + role.clientId() + "'", e);
        }
        change.record(AuditAction.ROLE_CREATED, null, "role", role.name());
        return role;
    }

    /**
     * Changes the description, and whether everybody holds the role.
     *
     * @param version the version that the caller saw, or null for whatever it is
     */
    public Role change(Actor actor, String name, @Nullable Long version, String description, boolean isDefault) {
        return gate.pass(actor, change -> change(change, current(name, version), description, isDefault));
    }

    private Role change(Change change, Role role, String description, boolean isDefault) {
        change.require(ServerPermission.ROLES_WRITE);
        check(new Role(role.name(), role.clientId(), description, isDefault, 1));
        if (isDefault != role.isDefault()) {
            change.requireRole(role.name(), null, null);
        }
        Optional<Role> changed = roles.update(role.name(), description, isDefault);
        if (changed.isPresent()) {
            refuseDefaults(contents);
            change.record(AuditAction.ROLE_CHANGED, null, "role", role.name(), "default", String.valueOf(isDefault));
        }
        return changed.orElse(role);
    }

    /** Deletes a role; whoever held it no longer does. The role of the administrators stays. */
    public void delete(Actor actor, String name, @Nullable Long version) {
        gate.pass(actor, change -> {
            Role role = current(name, version);
            change.require(ServerPermission.ROLES_WRITE);
            if (name.equals(Authorities.ADMINISTRATOR)) {
                throw new GatehouseException(ErrorCode.CONFLICT, "The role of the administrators stays");
            }
            contents.members(name).forEach(member -> change.requireRole(member, null));
            contents.permissions(name).forEach(change::requirePermission);
            roles.delete(name);
            change.record(AuditAction.ROLE_DELETED, null, "role", name);
            return role;
        });
    }

    private Role current(String name, @Nullable Long version) {
        Role role = roles.find(name).orElseThrow(() -> unknown(name));
        return Versions.same(role, role.version(), version);
    }

    static GatehouseException unknown(String name) {
        return new GatehouseException(ErrorCode.NOT_FOUND, "There is no role '" + name + "'");
    }

    /** What everybody holds must never open the server's own administration. */
    static void refuseDefaults(JdbcRoleContents contents) {
        if (contents.defaultsReach(Authorities.ADMINISTRATOR)) {
            throw new GatehouseException(
                    ErrorCode.CONFLICT, "A role that everybody holds can't carry permissions of the server");
        }
    }

    private static void check(Role role) {
        String client = role.clientId();
        String own = client != null && role.name().startsWith(client + "/")
                ? role.name().substring(client.length() + 1)
                : role.name();
        if (!NAME.matcher(own).matches()
                || (client != null && own.equals(role.name()))
                || role.description().length() > LONGEST_DESCRIPTION) {
            throw new GatehouseException(
                    ErrorCode.INVALID_REQUEST, "Not a name for a role, or a description of more than 500 characters");
        }
    }
}
