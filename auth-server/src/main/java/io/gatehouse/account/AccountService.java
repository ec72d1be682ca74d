package io.gatehouse.account;

import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.UuidV7;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/**
 * Creates, finds and changes accounts. Each method is one statement that carries its own condition, so callers may use it
 * with or without a surrounding transaction and on several nodes at once.
 */
@Service
public final class AccountService {

    private static final int ENSURE_TRIES = 5;
    private static final int CHANGE_TRIES = 20;

    private final JdbcAccounts accounts;
    private final Clock clock;

    public AccountService(DataSource dataSource, Clock clock) {
        this.accounts = new JdbcAccounts(dataSource);
        this.clock = clock;
    }

    /** Adds a pending account, or nothing when the address is taken already. */
    public Optional<Account> register(EmailAddress email, Profile profile) {
        return accounts.insertPending(newId(), email, profile, clock.instant());
    }

    public Optional<Account> find(AccountId id) {
        return accounts.find(id);
    }

    public Optional<Account> findByEmail(EmailAddress email) {
        return accounts.findByKey(email.key());
    }

    /** Makes a pending account usable and its address verified. False when it was not pending. */
    public boolean activate(AccountId id) {
        return accounts.activate(id, clock.instant());
    }

    /**
     * Gives a pending account a new profile and, until the caller's transaction ends, keeps others from activating it.
     * False when it is not pending.
     */
    public boolean replacePending(AccountId id, Profile profile) {
        return accounts.replacePending(id, profile, clock.instant());
    }

    /** Keeps others from activating a pending account until the caller's transaction ends. False when it is not pending. */
    public boolean lockPending(AccountId id) {
        return accounts.lockPending(id);
    }

    /**
     * Makes sure that the address has a usable account with this profile. An account that an operator disabled stays
     * disabled. A pending one is replaced: whoever signed up with the address never proved to own it, so the password that
     * they chose must not come alive.
     */
    public Account ensureActive(EmailAddress email, Profile profile) {
        for (int i = 0; i < ENSURE_TRIES; i++) {
            Optional<Account> account = accounts.upsertActive(newId(), email, profile, clock.instant());
            if (account.isPresent()) {
                return account.get();
            }
            accounts.deletePending(email.key());
        }
        throw new IllegalStateException("Somebody keeps signing up with an address that is being set up");
    }

    /** Locks an account that is not locked yet. */
    public boolean disable(AccountId id) {
        return accounts.disable(id, clock.instant());
    }

    /** Unlocks a locked account: usable if its address was verified once, pending otherwise. */
    public boolean enable(AccountId id) {
        return accounts.enable(id, clock.instant());
    }

    /** Deletes accounts that were never activated; their credentials and links go with them. */
    public int purgePending(Instant createdBefore) {
        return accounts.deletePending(createdBefore);
    }

    /**
     * Changes what an active person told about themselves; parallel changes don't undo each other. Empty when the account is
     * not usable.
     */
    public Optional<Profile> changeProfile(AccountId id, UnaryOperator<Profile> change) {
        for (int i = 0; i < CHANGE_TRIES; i++) {
            Optional<Account> account = accounts.find(id).filter(Account::active);
            if (account.isEmpty()) {
                return Optional.empty();
            }
            Profile seen = account.get().profile();
            Profile profile = change.apply(seen);
            if (profile.equals(seen) || accounts.replaceProfile(id, seen, profile, clock.instant())) {
                return Optional.of(profile);
            }
        }
        throw new IllegalStateException("Somebody keeps changing the profile of account " + id);
    }

    /**
     * Gives an active account an address that somebody proved to receive mail at. False when the account is not usable, or the
     * address is another's by now.
     */
    public boolean changeEmail(AccountId id, EmailAddress email) {
        try {
            return accounts.changeEmail(id, email, clock.instant());
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    /**
     * Gives an active account its former address back. A pending account that somebody signed up with the address meanwhile
     * gives way, since they never proved to own it. False when the account is not usable, or the address is another's by now.
     */
    public boolean restoreEmail(AccountId id, EmailAddress former) {
        accounts.deletePending(former.key());
        return changeEmail(id, former);
    }

    /** Sets the moment from which an active account may be deleted. False when it is set already. */
    public boolean requestDeletion(AccountId id, Instant due) {
        return accounts.requestDeletion(id, due, clock.instant());
    }

    /** Keeps an account that was to be deleted. False when it was not, or its time is over. */
    public boolean cancelDeletion(AccountId id) {
        return accounts.cancelDeletion(id, clock.instant());
    }

    /** When the account will be deleted, if the person asked for it. */
    public Optional<Instant> deletionDue(AccountId id) {
        return accounts.deletionDue(id);
    }

    /** Accounts whose time is over. */
    public List<AccountId> deletionsDue(int limit) {
        return accounts.deletionsDue(clock.instant(), limit);
    }

    /** Deletes an account, with all that hangs on it. False when it is gone. */
    public boolean delete(AccountId id) {
        return accounts.delete(id);
    }

    /** Deletes an account whose time is over, with all that hangs on it. False when the person changed their mind. */
    public boolean deleteDue(AccountId id) {
        return accounts.deleteDue(id, clock.instant());
    }

    /**
     * Adds an account that another system vouches for. A pending one of the same address makes room for an active or disabled
     * one, since whoever signed up never proved to own the address. Empty when the address or the identifier is taken.
     */
    public Optional<Account> add(
            @Nullable AccountId id, EmailAddress email, boolean verified, AccountStatus status, Profile profile) {
        if (status != AccountStatus.PENDING) {
            accounts.deletePending(email.key());
        }
        return accounts.insert(id == null ? newId() : id, email, verified, status, profile, clock.instant());
    }

    /** An account that another system vouches for, with the identifier to keep or none. */
    public record Vouched(
            @Nullable AccountId id, EmailAddress email, boolean verified, AccountStatus status, Profile profile) {}

    /** The same for many, in two statements. Tells the identifiers of those that were added, by the key of their address. */
    public Map<String, AccountId> add(Collection<Vouched> all) {
        accounts.deletePending(all.stream()
                .filter(one -> one.status() != AccountStatus.PENDING)
                .map(one -> one.email().key())
                .toList());
        List<JdbcAccounts.Row> rows = all.stream()
                .map(one -> JdbcAccounts.Row.of(Objects.requireNonNullElseGet(one.id(), this::newId), one))
                // in one order, so that two who add the same people wait for each other instead of for ever
                .sorted(Comparator.comparing(JdbcAccounts.Row::key))
                .toList();
        return accounts.insert(rows, clock.instant());
    }

    /** The accounts of these addresses, by the key of the address. */
    public Map<String, Account> findByEmails(Collection<EmailAddress> emails) {
        return accounts.findByKeys(emails.stream().map(EmailAddress::key).toList());
    }

    /** Accounts in the order of their identifiers, after one (or null). */
    public List<Account> page(@Nullable AccountId after, int limit) {
        return accounts.page(after, limit);
    }

    private AccountId newId() {
        return new AccountId(UuidV7.next(clock));
    }
}
