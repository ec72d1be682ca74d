package io.gatehouse.access;

import io.gatehouse.audit.AuditAction;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The permissions and the other roles that a role carries. Each change returns the role in its new version. */
public final class RoleContentService {

    private final JdbcRoles roles;
    private final JdbcRoleContents contents;
    private final AccessGate gate;

    RoleContentService(JdbcRoles roles, JdbcRoleContents contents, AccessGate gate) {
        this.roles = roles;
        this.contents = contents;
        this.gate = gate;
    }

    /** The permissions that the role itself carries, in alphabetical order. */
    public List<String> permissions(String role) {
        return contents.permissions(role);
    }

    /** The roles that are right in the role. */
    public List<String> members(String role) {
        return contents.members(role);
    }

    /** The roles that the role is right in. */
    public List<String> containers(String role) {
        return contents.containers(role);
    }

    public Role addPermission(Actor actor, String role, String permission, @Nullable Long version) {
        return gate.pass(actor, change -> {
            Role present = current(change, role, version);
            change.requirePermission(permission);
            if (!GroupLinkService.given(
                    () -> contents.addPermission(role, permission, change.by(), change.now()),
                    "permission " + permission)) {
                return present;
            }
            RoleService.refuseDefaults(contents);
            change.record(AuditAction.ROLE_PERMISSION_ADDED, null, "role", role, "permission", permission);
            change.requireSecondFor(permission);
            return roles.touch(role);
        });
    }

    /** The server's permissions stay with the role of the administrators. */
    public Role removePermission(Actor actor, String role, String permission, @Nullable Long version) {
        return gate.pass(actor, change -> {
            current(change, role, version);
            change.requirePermission(permission);
            if (role.equals(Authorities.ADMINISTRATOR)
                    && ServerPermission.of(permission).isPresent()) {
                throw new GatehouseException(
                        ErrorCode.CONFLICT, "The role of the administrators holds every permission of the server");
            }
            if (!contents.removePermission(role, permission)) {
                throw new GatehouseException(ErrorCode.NOT_FOUND, "Role " + role + " does not carry " + permission);
            }
            change.record(AuditAction.ROLE_PERMISSION_REMOVED, null, "role", role, "permission", permission);
            return roles.touch(role);
        });
    }

    /** Puts a role into another one: whoever holds the outer holds the inner too. */
    public Role addMember(Actor actor, String role, String member, @Nullable Long version) {
        return gate.pass(actor, change -> {
            Role present = current(change, role, version);
            change.requireRole(member, null, null);
            if (contents.contains(member, role)) {
                throw new GatehouseException(
                        ErrorCode.CIRCULAR, "Role " + member + " contains role " + role + ", or is the same");
            }
            if (!GroupLinkService.given(
                    () -> contents.addMember(role, member, change.by(), change.now()), "role " + member)) {
                return present;
            }
            RoleService.refuseDefaults(contents);
            change.record(AuditAction.ROLE_MEMBER_ADDED, null, "role", role, "member", member);
            change.requireSecond(member);
            return roles.touch(role);
        });
    }

    public Role removeMember(Actor actor, String role, String member, @Nullable Long version) {
        return gate.pass(actor, change -> {
            current(change, role, version);
            change.requireRole(member, null);
            if (!contents.removeMember(role, member)) {
                throw new GatehouseException(ErrorCode.NOT_FOUND, "Role " + member + " is not right in role " + role);
            }
            change.record(AuditAction.ROLE_MEMBER_REMOVED, null, "role", role, "member", member);
            return roles.touch(role);
        });
    }

    private Role current(Change change, String name, @Nullable Long version) {
        change.require(ServerPermission.ROLES_WRITE);
        Role role = roles.find(name).orElseThrow(() -> RoleService.unknown(name));
        return Versions.same(role, role.version(), version);
    }
}
