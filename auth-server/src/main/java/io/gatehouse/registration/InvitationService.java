package io.gatehouse.registration;

import io.gatehouse.access.Actor;
import io.gatehouse.access.GiftService;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditEntry;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import io.gatehouse.shared.UuidV7;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Invitations from the side of those who send them. Nobody promises what they may not give; whether the promise still holds is
 * asked again when it is accepted.
 */
public final class InvitationService {

    /** How long nobody can have the same invitation sent again. */
    static final Duration MAIL_PAUSE = Duration.ofMinutes(1);

    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final int LONGEST_MESSAGE = 1000;
    private static final int MOST_GIFTS = 50;

    private final Store store;
    private final GiftService gifts;
    private final AuditTrail audit;
    private final TransactionOperations transactions;
    private final Clock clock;

    InvitationService(
            Store store, GiftService gifts, AuditTrail audit, TransactionOperations transactions, Clock clock) {
        this.store = store;
        this.gifts = gifts;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What an invitation is made of. */
    record Store(JdbcInvitations rows, InvitationTokens tokens, InvitationMails mails, Duration lifetime) {}

    public Optional<Invitation> find(UUID id) {
        return store.rows().find(id);
    }

    public List<Invitation> list(InvitationQuery query) {
        return store.rows().list(query, clock.instant());
    }

    /** For how long links work when nobody says otherwise. */
    public Duration lifetime() {
        return store.lifetime();
    }

    /** Who vouches, by the name that people know; nothing when the account is gone. */
    public String inviterOf(Invitation invitation) {
        return store.mails().nameOf(invitation.invitedBy());
    }

    /** Sends an invitation in somebody's name, who must be allowed to give what it promises. */
    public Invitation send(AccountId by, InvitationDraft draft) {
        Duration validFor = Objects.requireNonNullElse(draft.validFor(), store.lifetime());
        check(draft, validFor);
        return transact(() -> {
            gifts.require(Actor.of(by), draft.gift());
            Instant now = now();
            Invitation made = new Invitation(
                    UuidV7.next(clock),
                    draft.email(),
                    new Invitation.Letter(draft.locale(), draft.message().strip()),
                    draft.gift(),
                    by,
                    new Invitation.Times(now, now, now.plus(validFor)),
                    Invitation.End.NONE);
            InvitationToken token = InvitationToken.next(made);
            store.rows().insert(made, token.hash());
            store.mails().send(made, store.tokens().sign(token, now));
            record(AuditAction.INVITATION_SENT, made);
            return made;
        });
    }

    /**
     * Sends it once more: the new link replaces the old one and works as long as that one did. From now on whoever asks for it
     * vouches for it.
     */
    public Invitation resend(AccountId by, UUID id) {
        return transact(() -> {
            Invitation before = find(id).orElseThrow(InvitationService::unknown);
            gifts.require(Actor.of(by), before.gift());
            Instant now = now();
            InvitationToken token = InvitationToken.next(before);
            Invitation renewed = store.rows()
                    .renew(id, by, token.hash(), now, now.minus(MAIL_PAUSE))
                    .orElseThrow(() -> new GatehouseException(
                            ErrorCode.CONFLICT, "Invitation " + id + " has ended, or was sent a moment ago"));
            store.mails().send(renewed, store.tokens().sign(token, now));
            record(AuditAction.INVITATION_RESENT, renewed);
            return renewed;
        });
    }

    /** Makes its link worthless. Refused when it was accepted or withdrawn before. */
    public Invitation withdraw(UUID id) {
        return transact(() -> {
            if (!store.rows().withdraw(id, now())) {
                throw new GatehouseException(ErrorCode.CONFLICT, "Invitation " + id + " has ended already");
            }
            Invitation withdrawn = find(id).orElseThrow(InvitationService::unknown);
            record(AuditAction.INVITATION_WITHDRAWN, withdrawn);
            return withdrawn;
        });
    }

    private void record(AuditAction action, Invitation invitation) {
        audit.record(AuditEntry.of(action)
                .target("invitation", invitation.id().toString())
                .detail("roles", String.join(" ", invitation.gift().roles()))
                .detail(
                        "groups",
                        String.join(
                                " ",
                                invitation.gift().groups().stream()
                                        .map(UUID::toString)
                                        .toList()))
                .detail("until", invitation.times().expiresAt().toString()));
    }

    private static void check(InvitationDraft draft, Duration validFor) {
        boolean term =
                validFor.compareTo(SHORTEST) >= 0 && validFor.compareTo(RegistrationProperties.LONGEST_INVITATION) <= 0;
        boolean size = draft.gift().roles().size() <= MOST_GIFTS
                && draft.gift().groups().size() <= MOST_GIFTS;
        boolean message = draft.message().length() <= LONGEST_MESSAGE
                && draft.message().codePoints().noneMatch(InvitationService::hidden);
        if (!term || !size || !message) {
            throw new GatehouseException(
                    ErrorCode.INVALID_REQUEST,
                    "An invitation holds for 1 hour to 30 days, gives at most 50 roles and 50 groups,"
                            + " and its message has at most 1000 plain characters");
        }
    }

    /** What would hide or turn round what the mail says; line breaks are fine. */
    private static boolean hidden(int point) {
        boolean line = point == '\n' || point == '\r';
        boolean joiner = point == 0x200c || point == 0x200d;
        return (Character.isISOControl(point) && !line)
                || (Character.getType(point) == Character.FORMAT && !joiner)
                || Character.getType(point) == Character.SURROGATE;
    }

    private <T> T transact(Supplier<T> work) {
        return Objects.requireNonNull(transactions.execute(status -> work.get()));
    }

    /** As exactly as the database keeps it, so that what was read is found again. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    static GatehouseException unknown() {
        return new GatehouseException(ErrorCode.NOT_FOUND, "There is no such invitation");
    }
}
