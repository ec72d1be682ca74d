package io.gatehouse.account;

import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.UuidV7;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.stereotype.Service;

/**
 * Creates, finds and changes accounts. Each method is one statement that carries its own condition, so callers may use it
 * with or without a surrounding transaction and on several nodes at once.
 */
@Service
public final class AccountService {

    private static final int ENSURE_TRIES = 5;

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

    private AccountId newId() {
        return new AccountId(UuidV7.next(clock));
    }
}
