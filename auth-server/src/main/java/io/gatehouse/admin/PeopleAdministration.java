package io.gatehouse.admin;

import io.gatehouse.access.AccessService;
import io.gatehouse.account.Account;
import io.gatehouse.account.AccountDirectory;
import io.gatehouse.account.AccountEntry;
import io.gatehouse.account.AccountService;
import io.gatehouse.account.CredentialsReset;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.account.Profile;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.notification.SecurityNotices;
import io.gatehouse.session.SessionService;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import io.gatehouse.web.Languages;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.springframework.context.ApplicationEventPublisher;

/**
 * What administrators do to people: each in one transaction with its trail. Whether the actor may is decided before, by the
 * guard of the door through which they came.
 */
public final class PeopleAdministration {

    private final AccountService accounts;
    private final AccountDirectory directory;
    private final SessionService sessions;
    private final AccessService access;
    private final Surroundings surroundings;

    PeopleAdministration(
            AccountService accounts,
            AccountDirectory directory,
            SessionService sessions,
            AccessService access,
            Surroundings surroundings) {
        this.accounts = accounts;
        this.directory = directory;
        this.sessions = sessions;
        this.access = access;
        this.surroundings = surroundings;
    }

    /** Whom a change tells. */
    record Surroundings(AdminTrail trail, SecurityNotices notices, ApplicationEventPublisher events) {}

    /**
     * Adds a person, or nothing when the address is taken.
     *
     * @param vouched whether the administrator knows the address to be the person's: the account is active at once, and the
     *     person chooses a password through "Forgot your password?"; otherwise it waits for the person to sign up
     */
    public Optional<AccountEntry> create(EmailAddress email, Profile profile, boolean vouched) {
        return surroundings.trail().within(() -> {
            Optional<AccountEntry> created = directory.create(email, profile);
            if (created.isEmpty()) {
                return created;
            }
            AccountId id = created.get().account().id();
            if (vouched) {
                accounts.activate(id);
            }
            record(AuditAction.ACCOUNT_CREATED, id);
            return directory.find(id);
        });
    }

    /** Replaces what is known about a person, unless the account changed since that version. */
    public Optional<AccountEntry> changeProfile(AccountId id, long version, Profile profile) {
        return surroundings.trail().within(() -> {
            Optional<AccountEntry> changed = directory.changeProfile(id, version, profile);
            changed.ifPresent(entry -> record(AuditAction.PROFILE_CHANGED, id));
            return changed;
        });
    }

    /** Keeps a person out: their sessions end, and no token of theirs works any more. False when they were kept out already. */
    public boolean disable(AccountId id) {
        return access.keepAnAdministrator(() -> surroundings.trail().within(() -> {
            boolean changed = accounts.disable(id);
            if (changed) {
                sessions.endAll(id);
                record(AuditAction.ACCOUNT_DISABLED, id);
            }
            return changed;
        }));
    }

    /** Lets a person in again, who has to sign in anew. False when they were not kept out. */
    public boolean enable(AccountId id) {
        return surroundings.trail().within(() -> {
            boolean changed = accounts.enable(id);
            if (changed) {
                record(AuditAction.ACCOUNT_ENABLED, id);
            }
            return changed;
        });
    }

    /**
     * Closes an account that fell into wrong hands: disabled, every session ended, every grant revoked, offline ones too, and
     * the person told. Happens as a whole, also to an account that was disabled before.
     */
    public void lockDown(Account account) {
        AccountId id = account.id();
        access.keepAnAdministrator(() -> surroundings.trail().within(() -> {
            accounts.disable(id);
            int ended = sessions.endAll(id);
            surroundings.events().publishEvent(new CredentialsReset(id, null));
            surroundings
                    .trail()
                    .person(AuditAction.ACCOUNT_LOCKED_DOWN, id, Map.of("sessions", Integer.toString(ended)));
            surroundings.notices().send(account.email().deliverable(), "locked-down", language(account));
            return id;
        }));
    }

    /**
     * Deletes a person at once and for good, with all that hangs on the account: sessions, grants, factors, roles. Of the trail
     * only what happened when is left. False when the account is gone.
     */
    public boolean delete(AccountId id) {
        return deleting(id, () -> accounts.delete(id));
    }

    /** The same, unless the account changed since that version. */
    public void delete(AccountId id, long version) {
        var unused = deleting(id, () -> {
            if (!directory.delete(id, version)) {
                throw new GatehouseException(
                        ErrorCode.VERSION_CHANGED, "The account has another version than " + version);
            }
            return true;
        });
    }

    private boolean deleting(AccountId id, BooleanSupplier statement) {
        return access.keepAnAdministrator(() -> surroundings.trail().within(() -> {
            sessions.endAll(id);
            surroundings.events().publishEvent(new CredentialsReset(id, null));
            boolean deleted = statement.getAsBoolean();
            if (deleted) {
                surroundings.trail().forget(id);
                record(AuditAction.ACCOUNT_DELETED, id);
            }
            return deleted;
        }));
    }

    /** Ends one session of a person. False when it was over. */
    public boolean endSession(AccountId id, UUID sid) {
        return surroundings.trail().within(() -> {
            boolean ended = sessions.end(id, sid);
            if (ended) {
                record(AuditAction.SESSION_ENDED, id);
            }
            return ended;
        });
    }

    /** Ends all sessions of a person and says how many there were. */
    public int endSessions(AccountId id) {
        return surroundings.trail().within(() -> {
            int ended = sessions.endAll(id);
            surroundings
                    .trail()
                    .person(AuditAction.SIGN_OUT_EVERYWHERE, id, Map.of("sessions", Integer.toString(ended)));
            return ended;
        });
    }

    private void record(AuditAction action, AccountId id) {
        surroundings.trail().person(action, id, Map.of());
    }

    private static Locale language(Account account) {
        return account.profile().claims().get("locale") instanceof String tag
                ? Languages.best(tag).orElse(Locale.ENGLISH)
                : Locale.ENGLISH;
    }
}
