package io.gatehouse.admin;

import io.gatehouse.access.GroupService;
import io.gatehouse.access.Reach;
import io.gatehouse.registration.Invitation;
import io.gatehouse.registration.InvitationQuery;
import io.gatehouse.registration.InvitationService;
import io.gatehouse.registration.InvitationStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which invitations an administrator sees and may end: all, or those that lead into groups within their reach and nowhere else.
 * What an invitation may give is decided where it is sent and accepted.
 */
public final class InvitationAdministration {

    private final InvitationService invitations;
    private final GroupService groups;

    InvitationAdministration(InvitationService invitations, GroupService groups) {
        this.invitations = invitations;
        this.groups = groups;
    }

    /** A part of the list, in the order in which invitations were made. */
    public record Wanted(
            @Nullable InvitationStatus status,
            @Nullable String email,
            boolean descending,
            @Nullable UUID after,
            int limit) {}

    public Optional<Invitation> find(UUID id, Reach reach) {
        return invitations
                .find(id)
                .filter(invitation -> covers(reach, invitation.gift().groups()));
    }

    public List<Invitation> list(Wanted wanted, Reach reach) {
        Set<UUID> within = reach.everything() ? null : groups.subtree(reach.groups());
        return invitations.list(new InvitationQuery(
                wanted.status(), wanted.email(), within, wanted.descending(), wanted.after(), wanted.limit()));
    }

    private boolean covers(Reach reach, Set<UUID> into) {
        return reach.everything() || (!into.isEmpty() && into.stream().allMatch(group -> groups.covers(reach, group)));
    }
}
