package io.gatehouse.admin.api;

import static io.gatehouse.admin.api.Requires.Over.REACH;

import io.gatehouse.access.ServerPermission;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.admin.Deed;
import io.gatehouse.admin.InvitationAdministration;
import io.gatehouse.registration.Invitation;
import io.gatehouse.registration.InvitationDraft;
import io.gatehouse.registration.InvitationService;
import io.gatehouse.registration.InvitationStatus;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Invitations: sent, seen, sent again, withdrawn. */
@Controller
@RequestMapping(ApiPaths.V1 + "/invitations")
final class ApiInvitationsController {

    private final InvitationService invitations;
    private final InvitationAdministration reachable;
    private final ListQueries lists;
    private final Clock clock;

    ApiInvitationsController(
            InvitationService invitations, InvitationAdministration reachable, ListQueries lists, Clock clock) {
        this.invitations = invitations;
        this.reachable = reachable;
        this.lists = lists;
        this.clock = clock;
    }

    @GetMapping
    @Requires(
            value = ServerPermission.INVITATIONS_READ,
            over = REACH,
            summary = "List invitations",
            answers = InvitationDocument.class)
    Answer list(Scoped scoped, @Listed(Listing.INVITATIONS) ListQuery query, HttpServletRequest request) {
        InvitationAdministration.Wanted wanted = new InvitationAdministration.Wanted(
                query.value("status", Listing.Op.EQ, String.class)
                        .map(status -> InvitationStatus.valueOf(status.toUpperCase(Locale.ROOT)))
                        .orElse(null),
                query.value("email", Listing.Op.EQ, String.class)
                        .map(ApiInvitationsController::key)
                        .orElse(null),
                query.descending(),
                after(query),
                query.limit() + 1);
        return lists.page(
                query,
                request,
                reachable.list(wanted, scoped.reach()),
                this::document,
                row -> List.of(row.id().toString()));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Requires(
            value = ServerPermission.INVITATIONS_WRITE,
            over = REACH,
            does = Deed.INVITE,
            summary = "Invite somebody by mail",
            answers = InvitationDocument.class)
    Answer create(Scoped scoped, @JsonBody NewInvitation body, Once once) {
        InvitationDraft draft = body.draft();
        return once.run(() -> {
            Invitation sent = invitations.send(scoped.caller().account(), draft);
            return Answer.created(ApiPaths.V1 + "/invitations/" + sent.id(), document(sent));
        });
    }

    @GetMapping("/{invitation}")
    @Requires(
            value = ServerPermission.INVITATIONS_READ,
            over = REACH,
            summary = "Read an invitation",
            answers = InvitationDocument.class)
    Answer read(AdminInvitation invitation) {
        return Answer.of(document(invitation.invitation()));
    }

    @PostMapping("/{invitation}/resend")
    @Requires(
            value = ServerPermission.INVITATIONS_WRITE,
            over = REACH,
            does = Deed.INVITE,
            summary = "Send an invitation once more, in one's own name",
            answers = InvitationDocument.class)
    Answer resend(AdminInvitation invitation, Scoped scoped, Once once) {
        return once.run(() -> Answer.of(document(invitations.resend(
                scoped.caller().account(), invitation.invitation().id()))));
    }

    @PostMapping("/{invitation}/withdraw")
    @Requires(
            value = ServerPermission.INVITATIONS_WRITE,
            over = REACH,
            does = Deed.WITHDRAW_INVITATION,
            summary = "Withdraw an invitation",
            answers = InvitationDocument.class)
    Answer withdraw(AdminInvitation invitation, Once once) {
        return once.run(() ->
                Answer.of(document(invitations.withdraw(invitation.invitation().id()))));
    }

    private Object document(Invitation invitation) {
        return InvitationDocument.of(invitation, clock.instant());
    }

    private static @Nullable UUID after(ListQuery query) {
        return query.after().isEmpty()
                ? null
                : ObjectGuard.uuid(query.after().getFirst()).orElseThrow(Cursors::refused);
    }

    private static String key(String address) {
        try {
            return EmailAddress.parse(address).key();
        } catch (IllegalArgumentException e) {
            throw ApiRefusal.invalid("invalid_filter", "The filter holds something that is no e-mail address.");
        }
    }
}
