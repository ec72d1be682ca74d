package io.gatehouse.password;

import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sets and checks passwords. The only door to password hashes: every sign-in, change and import passes it. */
public final class PasswordService {

    private static final AccountId NOBODY = new AccountId(new UUID(0, 0));

    private final JdbcPasswords passwords;
    private final PasswordHashing hashing;
    private final DecoyHashes decoys;
    private final Clock clock;
    private final PasswordExpiry expiry;

    PasswordService(
            JdbcPasswords passwords, PasswordHashing hashing, DecoyHashes decoys, Clock clock, PasswordExpiry expiry) {
        this.passwords = passwords;
        this.hashing = hashing;
        this.decoys = decoys;
        this.clock = clock;
        this.expiry = expiry;
    }

    /** Throws {@link PasswordRejectedException} if this password may not be set. */
    public void check(String raw) {
        PasswordText.requireAcceptable(raw);
    }

    /** The encoded hash of an acceptable password. */
    public String hash(String raw) {
        check(raw);
        return hashing.hash(raw);
    }

    /** Whether the account has a password at all. */
    public boolean exists(AccountId account) {
        return passwords.find(account).isPresent();
    }

    /** Sets or replaces the account's password. */
    public void set(AccountId account, String raw) {
        passwords.save(account, hash(raw), clock.instant());
    }

    /**
     * Sets a hash that was made elsewhere; at the next sign-in it is replaced by one of ours. Throws
     * {@link IllegalArgumentException}, with a sentence for the operator, if it is none that can be checked.
     */
    public void setHash(AccountId account, String encoded) {
        passwords.save(account, hashing.imported(encoded), clock.instant());
    }

    /** Whether the next sign-in has to end with a new password: demanded by somebody, or older than the policy allows. */
    public boolean mustChange(AccountId account) {
        return expiry.mustChange(account);
    }

    /** Lets the next sign-in ask for a new password. False if the account has none. */
    public boolean demandChange(AccountId account) {
        return expiry.demandChange(account);
    }

    /** Whether a hash, current or former, is this normalised password's. One that can't be read any more is nobody's. */
    boolean isHashOf(String normalised, String stored) {
        return hashing.readable(stored) && hashing.matches(normalised, stored);
    }

    /**
     * Whether this is the account's password. Without an account, or one without a password, the same work is done
     * against a dummy, so that the time tells nothing.
     */
    public boolean matches(@Nullable AccountId account, String raw) {
        String name = account == null ? "" : account.toString();
        return matches(account, raw, new Asker(name, name));
    }

    /**
     * Who wants to know whether a password is right.
     *
     * @param name the name that was typed; the same unknown name always meets the same dummy
     * @param network where the request comes from; requests of one network do not crowd out those of others
     */
    public record Asker(String name, String network) {}

    /** The same, for a request from somewhere. */
    public boolean matches(@Nullable AccountId account, String raw, Asker asker) {
        if (raw.isEmpty() || PasswordText.tooLong(raw)) {
            return false;
        }
        Optional<String> stored = passwords.find(account == null ? NOBODY : account);
        String hash = stored.orElseGet(() -> decoys.decoyFor(asker.name()));
        boolean matches = hashing.matches(raw, hash, asker.network()) && stored.isPresent();
        if (matches && account != null && hashing.outdated(hash)) {
            renew(account, raw, hash, asker.network());
        }
        return matches;
    }

    /** The password is right, so an overload here only means that its hash is renewed next time. */
    private void renew(AccountId account, String raw, String stored, String line) {
        try {
            passwords.upgrade(account, stored, hashing.renewed(raw, stored, line));
        } catch (GatehouseException e) {
            if (e.code() != ErrorCode.OVERLOADED) {
                throw e;
            }
        }
    }
}
