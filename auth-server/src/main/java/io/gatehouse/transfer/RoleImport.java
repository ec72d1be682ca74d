package io.gatehouse.transfer;

import io.gatehouse.access.Actor;
import io.gatehouse.access.Role;
import io.gatehouse.access.ServerPermission;
import io.gatehouse.transfer.ImportedRealm.PermissionEntry;
import io.gatehouse.transfer.ImportedRealm.RoleEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Takes permissions and roles. A role that exists gets what it lacks and loses nothing. */
final class RoleImport {

    private static final Pattern PERMISSION = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}:[a-z0-9][a-z0-9._-]{0,99}");
    private static final Pattern ROLE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,99}");
    private static final int LONGEST_DESCRIPTION = 500;

    private final AccessRooms access;
    private final KnownAccess known;
    private final Predicate<String> clientExists;
    private final ImportOptions options;
    private final Actor actor;
    private final Set<String> seen = new HashSet<>();
    private final Map<String, Outcome> outcomes = new HashMap<>();
    private final Map<String, List<String>> changes = new HashMap<>();

    RoleImport(
            AccessRooms access, KnownAccess known, Predicate<String> clientExists, ImportOptions options, Actor actor) {
        this.access = access;
        this.known = known;
        this.clientExists = clientExists;
        this.options = options;
        this.actor = actor;
    }

    void permissions(List<PermissionEntry> entries, Findings.Batch batch) {
        for (PermissionEntry entry : entries) {
            Optional<Problem> problem = problem(entry);
            if (problem.isPresent()) {
                batch.refuse(
                        ItemKind.PERMISSION,
                        entry.place(),
                        entry.name(),
                        problem.get().code(),
                        problem.get().reason());
                continue;
            }
            boolean present = access.permissions().find(entry.name()).isPresent();
            if (!present) {
                access.permissions().define(actor, entry.name(), client(entry), shortened(entry.description()));
            }
            batch.decided(
                    ItemKind.PERMISSION, entry.place(), entry.name(), present ? Outcome.SAME : Outcome.NEW, List.of());
        }
    }

    private record Problem(String code, String reason) {}

    private String client(PermissionEntry entry) {
        String own = entry.clientId();
        return own == null ? String.valueOf(options.client()) : own;
    }

    private Optional<Problem> problem(PermissionEntry entry) {
        if (!PERMISSION.matcher(entry.name()).matches()) {
            return Optional.of(new Problem(
                    "permission_name", "A permission is named resource:action, in small letters, digits and . _ -"));
        }
        if (ServerPermission.of(entry.name()).isEmpty() && ServerPermission.reserves(entry.name())) {
            return Optional.of(
                    new Problem("permission_reserved", "This server keeps that name for its own permissions."));
        }
        if (access.permissions().find(entry.name()).isPresent()) {
            return Optional.empty();
        }
        if (entry.clientId() == null && options.client() == null) {
            return Optional.of(new Problem(
                    "permission_client",
                    "Permissions belong to an application here. Name its client with --client ID."));
        }
        return clientExists.test(client(entry))
                ? Optional.empty()
                : Optional.of(new Problem("client_unknown", "There is no client " + client(entry) + "."));
    }

    /** First all roles, then what is in them: a role may contain one that stands later in the file. */
    void roles(List<RoleEntry> entries, Findings.Batch batch) {
        Map<String, RoleEntry> taken = new LinkedHashMap<>();
        for (RoleEntry entry : entries) {
            Optional<Problem> problem = problem(entry);
            if (problem.isPresent()) {
                batch.refuse(
                        ItemKind.ROLE,
                        entry.place(),
                        entry.name(),
                        problem.get().code(),
                        problem.get().reason());
            } else {
                create(entry);
                taken.put(entry.name(), entry);
            }
        }
        taken.values().forEach(entry -> fill(entry, batch));
        taken.values().forEach(entry -> makeDefault(entry, batch));
        taken.values()
                .forEach(entry -> batch.decided(
                        ItemKind.ROLE,
                        entry.place(),
                        entry.name(),
                        outcomes.getOrDefault(entry.name(), Outcome.SAME),
                        changes.getOrDefault(entry.name(), List.of())));
    }

    private Optional<Problem> problem(RoleEntry entry) {
        String client = entry.clientId();
        String prefix = client == null ? "" : client + "/";
        String own = entry.name().startsWith(prefix) ? entry.name().substring(prefix.length()) : "";
        if (!ROLE.matcher(own).matches()) {
            return Optional.of(new Problem(
                    "role_name",
                    "A role's name has up to 100 letters, digits and . _ : - and begins with a letter or digit. Rename it in the"
                            + " other system, and wherever applications ask for it."));
        }
        if (!seen.add(entry.name())) {
            return Optional.of(new Problem("duplicate", "The file has another role of this name."));
        }
        if (!options.adminRoles() && known.opensAdministration(entry.name())) {
            return Optional.of(
                    new Problem(
                            "admin_role",
                            "A role of this name administers this server. Rename it, or import with --admin-roles if that is meant."));
        }
        if (client != null && !clientExists.test(client)) {
            return Optional.of(
                    new Problem("client_unknown", "The role belongs to a client that is not here: " + client + "."));
        }
        return Optional.empty();
    }

    private void create(RoleEntry entry) {
        Optional<Role> present = access.roles().find(entry.name());
        if (present.isEmpty()) {
            access.roles().create(actor, entry.name(), entry.clientId(), shortened(entry.description()));
            known.roleAdded(entry.name());
            outcomes.put(entry.name(), Outcome.NEW);
        } else if (present.get().description().isEmpty() && !entry.description().isEmpty()) {
            access.roles()
                    .change(
                            actor,
                            entry.name(),
                            null,
                            shortened(entry.description()),
                            present.get().isDefault());
            changed(entry.name(), "description");
        }
    }

    private void fill(RoleEntry entry, Findings.Batch batch) {
        Set<String> present = new HashSet<>(access.contents().permissions(entry.name()));
        for (String permission : entry.permissions()) {
            if (present.contains(permission)) {
                continue;
            }
            if (ServerPermission.of(permission).isPresent() && !options.adminRoles()) {
                leaveOut(
                        batch,
                        entry,
                        "admin_permission",
                        permission + " administers this server. Import with --admin-roles if" + " that is meant.");
            } else if (access.permissions().find(permission).isEmpty()) {
                leaveOut(
                        batch,
                        entry,
                        "permission_unknown",
                        "There is no permission " + Findings.shown(permission) + ".");
            } else {
                access.contents().addPermission(actor, entry.name(), permission, null);
                changed(entry.name(), "+permission " + permission);
            }
        }
        Set<String> members = new HashSet<>(access.contents().members(entry.name()));
        for (String member : entry.includes()) {
            if (!members.contains(member)) {
                include(entry, member, batch);
            }
        }
    }

    private void include(RoleEntry entry, String member, Findings.Batch batch) {
        if (!known.roleExists(member)) {
            leaveOut(batch, entry, "role_unknown", "There is no role " + Findings.shown(member) + " to put into it.");
        } else if (!options.adminRoles() && known.opensAdministration(member)) {
            leaveOut(batch, entry, "admin_role", "The role " + member + " in it administers this server.");
        } else if (known.contains(member, entry.name())) {
            leaveOut(batch, entry, "circular", "The role " + member + " contains this one already.");
        } else {
            access.contents().addMember(actor, entry.name(), member, null);
            changed(entry.name(), "+role " + member);
        }
    }

    /** What everybody holds must not open the server's administration, whatever the operator allows. */
    private void makeDefault(RoleEntry entry, Findings.Batch batch) {
        Role role = access.roles().find(entry.name()).orElseThrow();
        if (!entry.isDefault() || role.isDefault()) {
            return;
        }
        if (known.administersNow(entry.name())) {
            leaveOut(batch, entry, "admin_default", "A role that administers this server can't be everybody's.");
        } else {
            access.roles().change(actor, entry.name(), null, role.description(), true);
            changed(entry.name(), "everybody's");
        }
    }

    private void changed(String role, String what) {
        if (outcomes.putIfAbsent(role, Outcome.CHANGED) != Outcome.NEW) {
            changes.computeIfAbsent(role, key -> new ArrayList<>()).add(what);
        }
    }

    private static void leaveOut(Findings.Batch batch, RoleEntry entry, String code, String reason) {
        batch.leaveOut(ItemKind.ROLE, entry.place(), entry.name(), code, reason);
    }

    private static String shortened(String description) {
        return Findings.shown(description.length() > LONGEST_DESCRIPTION ? "" : description);
    }
}
