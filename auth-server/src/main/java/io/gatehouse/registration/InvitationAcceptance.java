package io.gatehouse.registration;

import io.gatehouse.access.GiftService;
import io.gatehouse.access.GiftService.Recipient;
import io.gatehouse.account.Account;
import io.gatehouse.account.AccountService;
import io.gatehouse.account.AccountStatus;
import io.gatehouse.account.Profile;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditEntry;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.password.PasswordService;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Invitations from the side of those who got one. Only the owner of the address gets anything: by the link in the mail if they
 * have no account yet, signed in to the account of that address otherwise.
 */
final class InvitationAcceptance {

    /** The inviter may not give it any more, or what was promised is gone. */
    private static final Set<ErrorCode> PROMISE_BROKEN = EnumSet.of(
            ErrorCode.FORBIDDEN, ErrorCode.BEYOND_OWN_RIGHTS, ErrorCode.SECOND_PERSON_NEEDED, ErrorCode.NOT_FOUND);

    private final InvitationService.Store store;
    private final GiftService gifts;
    private final AccountService accounts;
    private final Surroundings surroundings;
    private final Clock clock;

    InvitationAcceptance(
            InvitationService.Store store,
            GiftService gifts,
            AccountService accounts,
            Surroundings surroundings,
            Clock clock) {
        this.store = store;
        this.gifts = gifts;
        this.accounts = accounts;
        this.surroundings = surroundings;
        this.clock = clock;
    }

    /** Who else has a part in it. */
    record Surroundings(PasswordService passwords, AuditTrail audit) {}

    /** What became of an acceptance. */
    sealed interface Outcome {}

    record Accepted(Account account) implements Outcome {}

    /** Used, withdrawn, expired or replaced meanwhile; nothing was written. */
    record Dead() implements Outcome {}

    /** Whoever invited may not give this any more; nothing was written but a row in the trail. */
    record Broken() implements Outcome {}

    /** The invitation behind the link's token, if somebody could still accept it. */
    Optional<Invitation> look(String text) {
        return store.tokens()
                .read(text)
                .flatMap(token -> store.rows().live(token, now()).filter(token::fits))
                .filter(invitation -> !disabled(invitation));
    }

    /** Whether the invited person has an account that can be used, so that they have to sign in to accept. */
    boolean known(Invitation invitation) {
        return accounts.findByEmail(invitation.email()).map(Account::active).orElse(false);
    }

    /** The invitation, if it is open and for the address of this very account, which its owner has confirmed. */
    Optional<Invitation> lookAs(AccountId account, UUID id) {
        return store.rows()
                .find(id)
                .filter(invitation -> invitation.status(now()) == InvitationStatus.PENDING)
                .filter(invitation -> accounts.find(account)
                        .filter(owner -> owner.active() && owner.emailVerified() && invitation.isFor(owner.email()))
                        .isPresent());
    }

    /** Names of the roles that the person is about to get: their rules count for the password. */
    Set<String> rolesOf(Invitation invitation) {
        return gifts.rolesOf(invitation.gift());
    }

    String inviterOf(Invitation invitation) {
        return store.mails().nameOf(invitation.invitedBy());
    }

    /** Makes, or activates, the account of the invitation's address, which the link has proved to be the person's. */
    Outcome acceptAsNewcomer(Invitation invitation, Profile profile, String password) {
        String hash = surroundings.passwords().hash(password);
        return attempt(
                invitation,
                () -> store.rows().claim(invitation, now())
                        ? Optional.of(new Recipient(open(invitation, profile, hash), true))
                        : Optional.empty());
    }

    /** Gives everything to an account that somebody is signed in to; {@link #lookAs} has seen to it that it is the right one. */
    Outcome acceptAs(AccountId account, Invitation invitation) {
        return attempt(
                invitation,
                () -> store.rows().claim(invitation, now())
                        ? Optional.of(new Recipient(account, false))
                        : Optional.empty());
    }

    /** Notes that somebody signed in to another account tried, which gets them nothing. */
    void refuse(UUID id, AccountId stranger) {
        boolean open = store.rows()
                .find(id)
                .filter(invitation -> invitation.status(now()) == InvitationStatus.PENDING)
                .isPresent();
        if (!open) {
            return;
        }
        surroundings
                .audit()
                .recordDenial(AuditEntry.of(AuditAction.INVITATION_REFUSED)
                        .account(stranger)
                        .target("invitation", id.toString())
                        .detail("reason", "other_account"));
    }

    private Outcome attempt(Invitation invitation, Supplier<Optional<Recipient>> recipient) {
        try {
            return gifts.give(invitation.giver(), invitation.gift(), () -> {
                        Optional<Recipient> found = recipient.get();
                        found.ifPresent(who -> accepted(invitation, who.account()));
                        return found;
                    })
                    .flatMap(accounts::find)
                    .<Outcome>map(Accepted::new)
                    .orElseGet(Dead::new);
        } catch (GatehouseException e) {
            if (e.code() == ErrorCode.CONFLICT) {
                return new Dead();
            }
            if (!PROMISE_BROKEN.contains(e.code())) {
                throw e;
            }
            surroundings
                    .audit()
                    .recordDenial(AuditEntry.of(AuditAction.INVITATION_REFUSED)
                            .target("invitation", invitation.id().toString())
                            .detail("reason", "inviter_may_not_give")
                            .detail("inviter", invitation.invitedBy().toString()));
            return new Broken();
        }
    }

    private void accepted(Invitation invitation, AccountId account) {
        store.rows().acceptedBy(invitation.id(), account);
        surroundings
                .audit()
                .record(AuditEntry.of(AuditAction.INVITATION_ACCEPTED)
                        .account(account)
                        .target("invitation", invitation.id().toString())
                        .detail("inviter", invitation.invitedBy().toString()));
    }

    /**
     * What somebody else may have typed when signing up with the address, name and password, is replaced: they never proved to
     * own it.
     */
    private AccountId open(Invitation invitation, Profile profile, String hash) {
        Account account = accounts.register(invitation.email(), profile)
                .or(() -> accounts.findByEmail(invitation.email())
                        .filter(pending -> accounts.replacePending(pending.id(), profile)))
                .orElseThrow(() -> new GatehouseException(
                        ErrorCode.CONFLICT, "The address of invitation " + invitation.id() + " has an account by now"));
        surroundings.passwords().setHash(account.id(), hash);
        accounts.activate(account.id());
        return account.id();
    }

    private boolean disabled(Invitation invitation) {
        return accounts.findByEmail(invitation.email())
                .filter(account -> account.status() == AccountStatus.DISABLED)
                .isPresent();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
