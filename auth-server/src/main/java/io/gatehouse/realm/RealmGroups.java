package io.gatehouse.realm;

import io.gatehouse.access.Group;
import io.gatehouse.access.GroupLinkService;
import io.gatehouse.access.GroupMember;
import io.gatehouse.access.GroupRole;
import io.gatehouse.access.GroupService;
import io.gatehouse.access.Validity;
import io.gatehouse.shared.AccountId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes groups, their roles and who belongs to them what the file says. */
@Component
final class RealmGroups {

    private final GroupService groups;
    private final GroupLinkService links;

    RealmGroups(GroupService groups, GroupLinkService links) {
        this.groups = groups;
        this.links = links;
    }

    void write(List<Realm.Group> declared) {
        for (Realm.Group group : declared) {
            UUID id = ensure(group.path());
            if (group.roles() != null) {
                replaceRoles(id, group.roles());
            }
        }
    }

    /** The groups above come first in the file. */
    private UUID ensure(String path) {
        int slash = path.lastIndexOf('/');
        UUID parent = slash < 0 ? null : find(path.substring(0, slash));
        String name = path.substring(slash + 1);
        return groups.find(parent, name)
                .orElseGet(() -> groups.create(RealmAccess.ACTOR, parent, name))
                .id();
    }

    private UUID find(String path) {
        @Nullable UUID place = null;
        for (String name : path.split("/")) {
            place = groups.find(place, name).map(Group::id).orElseThrow();
        }
        if (place == null) {
            throw new IllegalStateException("A group without a name");
        }
        return place;
    }

    private void replaceRoles(UUID group, Set<String> wanted) {
        Map<String, Validity> present =
                links.roles(group).stream().collect(Collectors.toMap(GroupRole::role, GroupRole::validity));
        for (String role : present.keySet()) {
            if (!wanted.contains(role)) {
                links.takeRole(RealmAccess.ACTOR, group, role, null);
            }
        }
        for (String role : wanted) {
            if (!Validity.ALWAYS.equals(present.get(role))) {
                links.giveRole(RealmAccess.ACTOR, group, role, Validity.ALWAYS, null);
            }
        }
    }

    void replaceMemberships(AccountId account, Set<String> paths) {
        Set<UUID> wanted = paths.stream().map(this::find).collect(Collectors.toSet());
        Map<UUID, Validity> present = links.memberships(account).stream()
                .collect(Collectors.toMap(GroupMember::group, GroupMember::validity));
        for (UUID group : present.keySet()) {
            if (!wanted.contains(group)) {
                links.remove(RealmAccess.ACTOR, group, account);
            }
        }
        for (UUID group : wanted) {
            if (!Validity.ALWAYS.equals(present.get(group))) {
                links.add(RealmAccess.ACTOR, group, account, Validity.ALWAYS);
            }
        }
    }
}
