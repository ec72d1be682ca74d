package io.gatehouse.account;

import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.UuidV7;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What administrators need of accounts: lists, a search that keeps up with typing, and changes that only count if nobody else
 * changed the account meanwhile.
 */
@Service
public final class AccountDirectory {

    private final JdbcAccountDirectory directory;
    private final Clock clock;

    public AccountDirectory(DataSource dataSource, Clock clock) {
        this.directory = new JdbcAccountDirectory(dataSource);
        this.clock = clock;
    }

    public Optional<AccountEntry> find(AccountId id) {
        return directory.find(id);
    }

    /** The accounts of one page. */
    public List<AccountEntry> list(AccountQuery query) {
        return directory.list(query, clock.instant());
    }

    /**
     * Accounts whose address, name, or last word of the name starts like this, at most so many, by address.
     *
     * @param within only people who belong to these groups or those below them; null for no limit
     */
    public List<AccountEntry> search(String text, @Nullable Set<UUID> within, int limit) {
        String prefix = text.strip().toLowerCase(Locale.ROOT);
        return prefix.isEmpty() ? List.of() : directory.search(prefix, within, limit, clock.instant());
    }

    /** Adds a pending account, or nothing when the address is taken already. */
    public Optional<AccountEntry> create(EmailAddress email, Profile profile) {
        return directory.create(new AccountId(UuidV7.next(clock)), email, profile, clock.instant());
    }

    /** Replaces what is known about a person, if the account still has the version. Empty when it does not. */
    public Optional<AccountEntry> changeProfile(AccountId id, long version, Profile profile) {
        return directory.changeProfile(id, version, profile, clock.instant());
    }

    /** Deletes an account with all that hangs on it, if it still has the version. False when it does not, or is gone. */
    public boolean delete(AccountId id, long version) {
        return directory.delete(id, version);
    }
}
