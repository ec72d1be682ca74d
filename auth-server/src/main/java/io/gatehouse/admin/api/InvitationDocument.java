package io.gatehouse.admin.api;

import io.gatehouse.registration.Invitation;
import io.gatehouse.shared.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An invitation in the API; its link is in the mail and nowhere else. */
record InvitationDocument(
        @Example("\"019aa0f2-7c00-7000-8000-0123456789ab\"") String id,
        @Example("\"ada@example.com\"") String email,
        @Example("\"pending\"") String status,
        @Example("[\"support\"]") List<String> roles,
        @Example("[]") List<String> groups,
        @Example("\"en\"") String language,
        @Example("\"Welcome to the team\"") String message,
        @Example("\"019aa0f2-7c00-7000-8000-ba9876543210\"") String invitedBy,
        @Example("\"2026-01-31T12:00:00Z\"") String createdAt,
        @Example("\"2026-01-31T12:00:00Z\"") String sentAt,
        @Example("\"2026-02-07T12:00:00Z\"") String expiresAt,
        @Example("null") @Nullable String acceptedAt,
        @Example("null") @Nullable String acceptedBy,
        @Example("null") @Nullable String withdrawnAt) {

    static InvitationDocument of(Invitation invitation, Instant now) {
        AccountId by = invitation.ended().acceptedBy();
        return new InvitationDocument(
                invitation.id().toString(),
                invitation.email().value(),
                invitation.status(now).code(),
                invitation.gift().roles().stream().sorted().toList(),
                invitation.gift().groups().stream().map(UUID::toString).sorted().toList(),
                invitation.letter().locale().toLanguageTag(),
                invitation.letter().message(),
                invitation.invitedBy().toString(),
                invitation.times().createdAt().toString(),
                invitation.times().sentAt().toString(),
                invitation.times().expiresAt().toString(),
                text(invitation.ended().acceptedAt()),
                by == null ? null : by.toString(),
                text(invitation.ended().withdrawnAt()));
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}
