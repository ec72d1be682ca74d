package io.gatehouse.password;

import io.gatehouse.shared.AccountId;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sets and checks passwords. The only door to password hashes: every sign-in, change and import passes it. */
public final class PasswordService {

    private static final AccountId NOBODY = new AccountId(new UUID(0, 0));

    private final JdbcPasswords passwords;
    private final PasswordHashing hashing;
    private final Clock clock;
    private final PasswordExpiry expiry;

    PasswordService(JdbcPasswords passwords, PasswordHashing hashing, Clock clock, PasswordExpiry expiry) {
        this.passwords = passwords;
        this.hashing = hashing;
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
        return hashing.hash(PasswordText.normalise(raw));
    }

    /** Whether the account has a password at all. */
    public boolean exists(AccountId account) {
        return passwords.find(account).isPresent();
    }

    /** Sets or replaces the account's password. */
    public void set(AccountId account, String raw) {
        passwords.save(account, hash(raw), clock.instant());
    }

    /** Sets a hash that was made elsewhere; at the next sign-in it is replaced by one of ours. */
    public void setHash(AccountId account, String encoded) {
        passwords.save(account, EncodedHash.requireSupported(encoded), clock.instant());
    }

    /** Whether the next sign-in has to end with a new password: demanded by somebody, or older than the policy allows. */
    public boolean mustChange(AccountId account) {
        return expiry.mustChange(account);
    }

    /** Lets the next sign-in ask for a new password. False if the account has none. */
    public boolean demandChange(AccountId account) {
        return expiry.demandChange(account);
    }

    /** Whether a hash, current or former, is this normalised password's. */
    boolean isHashOf(String normalised, String encoded) {
        return hashing.matches(normalised, encoded);
    }

    /**
     * Whether this is the account's password. Without an account, or one without a password, the same work is done
     * against a dummy, so that the time tells nothing.
     */
    public boolean matches(@Nullable AccountId account, String raw) {
        if (raw.isEmpty() || PasswordText.tooLong(raw)) {
            return false;
        }
        Optional<String> stored = passwords.find(account == null ? NOBODY : account);
        String normalised = PasswordText.normalise(raw);
        boolean matches = hashing.matches(normalised, stored.orElseGet(hashing::dummy)) && stored.isPresent();
        if (matches && account != null && hashing.outdated(stored.orElseThrow())) {
            passwords.upgrade(account, stored.orElseThrow(), hashing.hash(normalised));
        }
        return matches;
    }
}
