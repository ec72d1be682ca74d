package io.gatehouse.admin.console;

import io.gatehouse.access.AccessService;
import io.gatehouse.access.Group;
import io.gatehouse.access.GroupService;
import io.gatehouse.access.Reach;
import io.gatehouse.access.ServerPermission;
import io.gatehouse.account.AccountDirectory;
import io.gatehouse.account.AccountEntry;
import io.gatehouse.admin.InvitationAdministration;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Turns identifiers into people, groups and invitations, if the viewer's permission extends to them. What lies beyond it is answered as
 * what does not exist.
 */
@Component
final class ConsoleGuard {

    private final AccountDirectory accounts;
    private final AccessService access;
    private final GroupService groups;
    private final InvitationAdministration invitations;

    ConsoleGuard(
            AccountDirectory accounts,
            AccessService access,
            GroupService groups,
            InvitationAdministration invitations) {
        this.accounts = accounts;
        this.access = access;
        this.groups = groups;
        this.invitations = invitations;
    }

    GuardedPerson person(String id, Viewer viewer, ServerPermission permission) {
        AccountEntry entry = uuid(id).map(AccountId::new)
                .filter(account -> access.mayRead(viewer.id(), permission, account))
                .flatMap(accounts::find)
                .orElseThrow(ConsoleInterceptor::nothing);
        GuardedPerson person = new GuardedPerson(entry);
        if (!reads(permission) && !mayChange(viewer, permission, person)) {
            throw new GatehouseException(ErrorCode.BEYOND_OWN_RIGHTS, "the person holds more than the administrator");
        }
        return person;
    }

    GuardedGroup group(String id, Viewer viewer, ServerPermission permission) {
        Reach reach = viewer.authorities().reach(permission);
        Group group = uuid(id).filter(wanted -> groups.covers(reach, wanted))
                .flatMap(groups::find)
                .orElseThrow(ConsoleInterceptor::nothing);
        return new GuardedGroup(group);
    }

    GuardedInvitation invitation(String id, Viewer viewer, ServerPermission permission) {
        return uuid(id).flatMap(
                        wanted -> invitations.find(wanted, viewer.authorities().reach(permission)))
                .map(GuardedInvitation::new)
                .orElseThrow(ConsoleInterceptor::nothing);
    }

    boolean mayRead(Viewer viewer, ServerPermission permission, GuardedPerson person) {
        return access.mayRead(viewer.id(), permission, person.id());
    }

    boolean mayChange(Viewer viewer, ServerPermission permission, GuardedPerson person) {
        return access.mayChange(viewer.id(), permission, person.id());
    }

    boolean covers(Viewer viewer, ServerPermission permission, UUID group) {
        return groups.covers(viewer.authorities().reach(permission), group);
    }

    /** Somebody whom a list names, if the viewer may see people and this one of them. */
    Optional<AccountEntry> seen(Viewer viewer, AccountId account) {
        return access.mayRead(viewer.id(), ServerPermission.PEOPLE_READ, account)
                ? accounts.find(account)
                : Optional.empty();
    }

    private static boolean reads(ServerPermission permission) {
        return permission.code().endsWith(":read");
    }

    /** Only the canonical form: whatever else a parser may accept is no identifier of ours. */
    static Optional<UUID> uuid(String text) {
        return text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? Optional.of(UUID.fromString(text))
                : Optional.empty();
    }
}
