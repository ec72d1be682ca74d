package io.gatehouse.admin.console;

import io.gatehouse.access.ServerPermission;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The sections of the console, in the order of the navigation. */
enum Section {
    HOME("", null),
    PEOPLE("/people", ServerPermission.PEOPLE_READ),
    INVITATIONS("/invitations", ServerPermission.INVITATIONS_READ),
    ROLES("/roles", ServerPermission.ROLES_READ),
    GROUPS("/groups", ServerPermission.GROUPS_READ),
    CLIENTS("/clients", ServerPermission.CLIENTS_READ),
    KEYS("/keys", ServerPermission.KEYS_READ),
    WEBHOOKS("/webhooks", ServerPermission.WEBHOOKS_READ),
    PROPOSALS("/proposals", ServerPermission.PROPOSALS_READ),
    AUDIT("/audit", ServerPermission.AUDIT_READ),
    FLOW("/flow", ServerPermission.EXPLAIN_READ),
    IMPORT("/import", ServerPermission.IMPORT_RUN),
    TOKEN("/token", ServerPermission.CLIENTS_READ);

    private final String path;
    private final @Nullable ServerPermission permission;

    Section(String path, @Nullable ServerPermission permission) {
        this.path = path;
        this.permission = permission;
    }

    /** An entry of the navigation; the name is the last part of the message {@code console.nav.<name>}. */
    record Link(String name, String href) {}

    /**
     * What the viewer may open.
     *
     * @param fourEyes whether anything ever waits for a second administrator
     */
    static List<Link> of(Viewer viewer, boolean fourEyes) {
        return Stream.of(values())
                .filter(section -> section != PROPOSALS || fourEyes)
                .filter(section -> section.permission == null || viewer.may(section.permission))
                .map(section -> new Link(section.name().toLowerCase(Locale.ROOT), "/admin" + section.path))
                .toList();
    }
}
