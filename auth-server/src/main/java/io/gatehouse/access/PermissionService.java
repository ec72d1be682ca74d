package io.gatehouse.access;

import io.gatehouse.audit.AuditAction;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;

/** Which permissions exist: the server's own, which stay as they are, and those of applications. */
public final class PermissionService {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}:[a-z0-9][a-z0-9._-]{0,99}");
    private static final int LONGEST_DESCRIPTION = 500;
    private static final int MOST = 200;

    private final JdbcPermissions permissions;
    private final AccessGate gate;

    PermissionService(JdbcPermissions permissions, AccessGate gate) {
        this.permissions = permissions;
        this.gate = gate;
    }

    public Optional<Permission> find(String name) {
        return permissions.find(name);
    }

    /** Permissions in the order of their names, after a name (or ""), at most 200; of one client, or of all when null. */
    public List<Permission> page(@Nullable String clientId, String after, int limit) {
        return permissions.page(clientId, after, Math.min(limit, MOST));
    }

    /** Adds a permission of an application, or changes its description. */
    public Permission define(Actor actor, String name, String clientId, String description) {
        Permission wanted = new Permission(name, description, clientId);
        check(wanted);
        if (permissions.find(name).filter(wanted::equals).isPresent()) {
            return wanted;
        }
        return gate.pass(actor, change -> {
            change.require(ServerPermission.PERMISSIONS_WRITE);
            Optional<Permission> present = permissions.find(name);
            if (present.isPresent() && !clientId.equals(present.get().clientId())) {
                throw new GatehouseException(
                        ErrorCode.CONFLICT, "The permission " + name + " is not of client '" + clientId + "'");
            }
            if (present.isPresent()) {
                permissions.describe(name, description);
                change.record(AuditAction.PERMISSION_CHANGED, null, "permission", name);
                return wanted;
            }
            try {
                permissions.insert(wanted);
            } catch (DataIntegrityViolationException e) {
                throw new GatehouseException(ErrorCode.NOT_FOUND, "There is no client '" + clientId + "'", e);
            }
            change.record(AuditAction.PERMISSION_CREATED, null, "permission", name, "client", clientId);
            return wanted;
        });
    }

    /** Deletes a permission of an application; roles that carried it no longer do. */
    public void delete(Actor actor, String name) {
        gate.pass(actor, change -> {
            change.require(ServerPermission.PERMISSIONS_WRITE);
            Permission present = permissions
                    .find(name)
                    .orElseThrow(() -> new GatehouseException(ErrorCode.NOT_FOUND, "There is no permission " + name));
            if (present.clientId() == null) {
                throw new GatehouseException(ErrorCode.CONFLICT, "The server's permissions stay");
            }
            permissions.delete(name);
            change.record(AuditAction.PERMISSION_DELETED, null, "permission", name);
            return present;
        });
    }

    private static void check(Permission permission) {
        if (!NAME.matcher(permission.name()).matches()
                || permission.description().length() > LONGEST_DESCRIPTION) {
            throw new GatehouseException(
                    ErrorCode.INVALID_REQUEST,
                    "Not a name such as notes:approve, or a description of more than 500 characters");
        }
        if (ServerPermission.reserves(permission.name())) {
            throw new GatehouseException(
                    ErrorCode.CONFLICT, "What " + permission.name() + " is about belongs to the server");
        }
    }
}
