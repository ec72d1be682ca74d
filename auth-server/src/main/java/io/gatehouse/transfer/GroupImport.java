package io.gatehouse.transfer;

import io.gatehouse.access.Actor;
import io.gatehouse.access.GroupRole;
import io.gatehouse.access.Validity;
import io.gatehouse.transfer.ImportedRealm.GroupEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes groups, those above first. A group that exists gets the roles that it lacks and loses none. */
final class GroupImport {

    private static final int LONGEST_NAME = 100;

    private final AccessRooms access;
    private final KnownAccess known;
    private final ImportOptions options;
    private final Actor actor;
    private final Set<String> seen = new HashSet<>();

    GroupImport(AccessRooms access, KnownAccess known, ImportOptions options, Actor actor) {
        this.access = access;
        this.known = known;
        this.options = options;
        this.actor = actor;
    }

    void groups(List<GroupEntry> entries, Findings.Batch batch) {
        for (GroupEntry entry : entries) {
            int slash = entry.path().lastIndexOf('/');
            String name = entry.path().substring(slash + 1);
            Optional<UUID> parent =
                    slash <= 0 ? Optional.empty() : known.group(entry.path().substring(0, slash));
            if (slash < 0 || !usable(name) || entry.path().length() > KnownAccess.LONGEST_PATH) {
                refuse(
                        batch,
                        entry,
                        "group_name",
                        "A group's name has up to 100 characters, no / and no spaces around it.");
            } else if (slash > 0 && parent.isEmpty()) {
                refuse(batch, entry, "group_above", "The group above it was not taken.");
            } else if (!seen.add(entry.path())) {
                refuse(batch, entry, "duplicate", "The file has another group of this name in the same place.");
            } else {
                take(entry, parent.orElse(null), name, batch);
            }
        }
    }

    private void take(GroupEntry entry, @Nullable UUID parent, String name, Findings.Batch batch) {
        Optional<UUID> present = known.group(entry.path());
        if (present.isPresent() && !options.adminRoles() && known.groupOpensAdministration(present.get())) {
            refuse(
                    batch,
                    entry,
                    "admin_group",
                    "The people of this group administer this server. Import with --admin-roles if that"
                            + " is meant.");
            return;
        }
        UUID group = present.orElseGet(() -> {
            UUID id = access.groups().create(actor, parent, name).id();
            known.groupAdded(entry.path(), id);
            return id;
        });
        Set<String> carried =
                access.links().roles(group).stream().map(GroupRole::role).collect(Collectors.toSet());
        List<String> changes = new ArrayList<>();
        for (String role : entry.roles()) {
            if (carried.contains(role)) {
                continue;
            }
            if (!known.roleExists(role)) {
                batch.leaveOut(
                        ItemKind.GROUP,
                        entry.place(),
                        entry.path(),
                        "role_unknown",
                        "There is no role " + Findings.shown(role) + " for it to carry.");
            } else if (!options.adminRoles() && known.opensAdministration(role)) {
                batch.leaveOut(
                        ItemKind.GROUP,
                        entry.place(),
                        entry.path(),
                        "admin_role",
                        "The role " + role + " administers this server. Import with --admin-roles if that is meant.");
            } else {
                access.links().giveRole(actor, group, role, Validity.ALWAYS, null);
                changes.add("+role " + role);
            }
        }
        Outcome outcome = changes.isEmpty() ? Outcome.SAME : Outcome.CHANGED;
        batch.decided(
                ItemKind.GROUP,
                entry.place(),
                entry.path(),
                present.isEmpty() ? Outcome.NEW : outcome,
                present.isEmpty() ? List.of() : changes);
    }

    private static boolean usable(String name) {
        return !name.isBlank()
                && name.length() <= LONGEST_NAME
                && name.equals(name.strip())
                && name.chars().noneMatch(Character::isISOControl);
    }

    private static void refuse(Findings.Batch batch, GroupEntry entry, String code, String reason) {
        batch.refuse(ItemKind.GROUP, entry.place(), entry.path(), code, reason);
    }
}
