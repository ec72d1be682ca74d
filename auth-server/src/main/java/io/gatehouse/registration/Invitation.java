package io.gatehouse.registration;

import io.gatehouse.access.Actor;
import io.gatehouse.access.Gift;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.shared.AccountId;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody was asked to join: one mail address, and what its owner gets by accepting.
 *
 * @param letter what the mail says
 * @param invitedBy who vouches for it: whoever sent it last
 * @param times when it was made, sent last, and stops working
 * @param ended how it ended, if it did before its time
 */
public record Invitation(
        UUID id, EmailAddress email, Letter letter, Gift gift, AccountId invitedBy, Times times, End ended) {

    /** The language of the mail and the inviter's own words, which may be none. */
    public record Letter(Locale locale, String message) {}

    /** Moments of an invitation. */
    public record Times(Instant createdAt, Instant sentAt, Instant expiresAt) {}

    /** At most one of acceptance and withdrawal. */
    public record End(
            @Nullable Instant acceptedAt,
            @Nullable AccountId acceptedBy,
            @Nullable Instant withdrawnAt) {

        static final End NONE = new End(null, null, null);
    }

    public InvitationStatus status(Instant now) {
        if (ended.acceptedAt() != null) {
            return InvitationStatus.ACCEPTED;
        }
        if (ended.withdrawnAt() != null) {
            return InvitationStatus.WITHDRAWN;
        }
        return now.isBefore(times.expiresAt()) ? InvitationStatus.PENDING : InvitationStatus.EXPIRED;
    }

    /** Whether it is for this address, however it is spelt. */
    boolean isFor(EmailAddress address) {
        return email.key().equals(address.key());
    }

    Actor giver() {
        return Actor.of(invitedBy);
    }

    /** Names nobody, so that a log can show it. */
    @Override
    public String toString() {
        return "Invitation[" + id + "]";
    }
}
