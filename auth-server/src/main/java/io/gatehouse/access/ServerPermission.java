package io.gatehouse.access;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one may do to this server. Applications define their own permissions beside these. Those that concern one person or
 * group can be held within a group; the others are held over everything or not at all.
 */
public enum ServerPermission {
    PEOPLE_READ("people", "read", true, "See people and what they hold"),
    PEOPLE_WRITE("people", "write", true, "Create, change and delete people"),
    PEOPLE_CREDENTIALS("people", "credentials", true, "Reset passwords and second factors"),
    PEOPLE_LOCK_DOWN("people", "lock-down", true, "Disable people and end all that they opened"),
    ROLES_READ("roles", "read", true, "See roles"),
    ROLES_WRITE("roles", "write", false, "Create, change and delete roles"),
    ROLES_ASSIGN("roles", "assign", true, "Give and take the roles that one holds"),
    GROUPS_READ("groups", "read", true, "See groups and who belongs to them"),
    GROUPS_WRITE("groups", "write", true, "Create, change and delete groups, add and remove their people"),
    PERMISSIONS_WRITE("permissions", "write", false, "Define permissions of applications"),
    CLIENTS_READ("clients", "read", false, "See applications"),
    CLIENTS_WRITE("clients", "write", false, "Register, change and delete applications"),
    SESSIONS_READ("sessions", "read", true, "See who is signed in where"),
    SESSIONS_END("sessions", "end", true, "Sign people out"),
    GRANTS_READ("grants", "read", true, "See what people allowed applications"),
    GRANTS_END("grants", "end", true, "Withdraw what people allowed applications"),
    KEYS_READ("keys", "read", false, "See signing keys"),
    KEYS_ROTATE("keys", "rotate", false, "Rotate signing keys"),
    INVITATIONS_READ("invitations", "read", true, "See invitations"),
    INVITATIONS_WRITE("invitations", "write", true, "Invite people"),
    AUDIT_READ("audit", "read", false, "Read the audit trail"),
    AUDIT_EXPORT("audit", "export", false, "Export the audit trail"),
    SETTINGS_READ("settings", "read", false, "See settings"),
    SETTINGS_WRITE("settings", "write", false, "Change settings"),
    IMPORT_RUN("import", "run", false, "Import people, roles and applications"),
    EXPLAIN_READ("explain", "read", true, "Ask why somebody may do something"),
    WEBHOOKS_READ("webhooks", "read", false, "See web-hooks and what they delivered"),
    WEBHOOKS_WRITE("webhooks", "write", false, "Create, change and delete web-hooks, send again"),
    PROPOSALS_READ("proposals", "read", false, "See changes that wait for a second administrator"),
    PROPOSALS_DECIDE("proposals", "decide", false, "Approve, reject and withdraw changes that wait"),
    PEOPLE_IMPERSONATE("people", "impersonate", true, "Act as somebody else for a while, where that is turned on");

    private static final Map<String, ServerPermission> BY_CODE =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(ServerPermission::code, Function.identity()));

    private final String resource;
    private final String action;
    private final boolean delegable;
    private final String description;

    ServerPermission(String resource, String action, boolean delegable, String description) {
        this.resource = resource;
        this.action = action;
        this.delegable = delegable;
        this.description = description;
    }

    /** The stored name, such as {@code people:read}. */
    public String code() {
        return resource + ":" + action;
    }

    /** The OAuth scope that a token needs beside the permission, such as {@code admin.people.read}. */
    public String scope() {
        return "admin." + resource + "." + action;
    }

    /** Whether holding it over the people of some groups means anything. */
    public boolean delegable() {
        return delegable;
    }

    public String description() {
        return description;
    }

    /** Whether it is good for more than looking. */
    public boolean changes() {
        return !action.equals("read");
    }

    /** The permission of that name, if it is one of the server's. */
    public static Optional<ServerPermission> of(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /** Whether the name is about a resource of the server, so that applications may not use it. */
    public static boolean reserves(String permission) {
        return Stream.of(values()).anyMatch(known -> permission.startsWith(known.resource + ":"));
    }
}
