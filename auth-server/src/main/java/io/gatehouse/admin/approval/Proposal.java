package io.gatehouse.admin.approval;

import io.gatehouse.shared.AccountId;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change that waits, or waited, for a second administrator.
 *
 * @param reason what the first administrator said about it, maybe nothing
 * @param decidedBy who approved, rejected or withdrew it; null while it waits and when it expired
 */
public record Proposal(
        UUID id,
        ProposedChange change,
        String reason,
        AccountId proposedBy,
        Instant proposedAt,
        Instant expiresAt,
        State state,
        @Nullable AccountId decidedBy,
        @Nullable Instant decidedAt) {

    /** What became of it. */
    public enum State {
        WAITING,
        APPROVED,
        REJECTED,
        WITHDRAWN,
        EXPIRED;

        /** The stored form. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static State of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    public ProposedChange.Action action() {
        return ProposedChange.Action.of(change);
    }
}
