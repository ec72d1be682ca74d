package io.gatehouse.admin.api;

import io.gatehouse.access.AccessService;
import io.gatehouse.access.ServerPermission;
import io.gatehouse.account.AccountDirectory;
import io.gatehouse.account.AccountEntry;
import io.gatehouse.admin.approval.ProposalService;
import io.gatehouse.session.SessionService;
import io.gatehouse.session.SignedInDevice;
import io.gatehouse.shared.AccountId;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Turns identifiers of people into people, if the caller's permission extends to them. What lies beyond it is answered as
 * what does not exist, in the same words.
 */
@Component
final class ObjectGuard {

    private final AccountDirectory accounts;
    private final SessionService sessions;
    private final AccessService access;
    private final ProposalService proposals;

    ObjectGuard(AccountDirectory accounts, SessionService sessions, AccessService access, ProposalService proposals) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.access = access;
        this.proposals = proposals;
    }

    AdminPerson person(String id, Caller caller, ServerPermission permission) {
        AccountEntry entry = uuid(id).map(AccountId::new)
                .filter(account -> access.mayRead(caller.account(), permission, account))
                .flatMap(accounts::find)
                .orElseThrow(ApiRefusal::notFound);
        AccountId account = entry.account().id();
        if (!reads(permission) && !access.mayChange(caller.account(), permission, account)) {
            throw new ApiRefusal(403, ProblemResolver.BEYOND, "This person holds more than you do.");
        }
        return new AdminPerson(entry);
    }

    AdminSession session(AdminPerson person, String sid) {
        SignedInDevice device = uuid(sid)
                .flatMap(wanted -> sessions.devices(person.id()).stream()
                        .filter(each -> each.sid().equals(wanted))
                        .findFirst())
                .orElseThrow(ApiRefusal::notFound);
        return new AdminSession(person, device);
    }

    /** Proposals belong to nobody in particular: the permission over everything shows them all. */
    AdminProposal proposal(String id) {
        return uuid(id).flatMap(proposals::find).map(AdminProposal::new).orElseThrow(ApiRefusal::notFound);
    }

    static boolean reads(ServerPermission permission) {
        return permission.code().endsWith(":read");
    }

    /** Only the canonical form: whatever else a parser may accept is no identifier of ours. */
    static Optional<UUID> uuid(String text) {
        return text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? Optional.of(UUID.fromString(text))
                : Optional.empty();
    }
}
