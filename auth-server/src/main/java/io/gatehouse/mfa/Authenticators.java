package io.gatehouse.mfa;

import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.Purpose;
import io.gatehouse.shared.AccountId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/** Authenticator apps of people, whose seeds are stored encrypted, and the check of their codes. */
final class Authenticators {

    private static final int MOST = 10;

    private final JdbcAuthenticators rows;
    private final Keyring keyring;
    private final Clock clock;

    Authenticators(JdbcAuthenticators rows, Keyring keyring, Clock clock) {
        this.rows = rows;
        this.keyring = keyring;
        this.clock = clock;
    }

    boolean any(AccountId account) {
        return rows.any(account);
    }

    long people() {
        return rows.people();
    }

    List<Authenticator> list(AccountId account) {
        return rows.list(account);
    }

    /** Whether the code is right now one of the person's, and was not used before, in whatever session and on whatever node. */
    boolean accept(AccountId account, String typed) {
        String code = TypedCode.digits(typed);
        if (code.length() != Totp.DIGITS) {
            return false;
        }
        Instant now = clock.instant();
        for (JdbcAuthenticators.Sealed sealed : rows.seeds(account)) {
            byte[] seed = keyring.decrypt(
                    Purpose.TOTP_SEED, sealed.seed(), sealed.id().toString());
            OptionalLong step = Totp.stepOf(code, seed, now);
            if (step.isPresent() && rows.take(sealed.id(), step.getAsLong(), now)) {
                return true;
            }
        }
        return false;
    }

    /** Adds an authenticator whose first code was shown. False when this very one was added before, or there are too many. */
    boolean add(AccountId account, FactorSetup setup) {
        byte[] sealed =
                keyring.encrypt(Purpose.TOTP_SEED, setup.seed(), setup.id().toString());
        JdbcAuthenticators.New added =
                new JdbcAuthenticators.New(setup.id(), account, setup.name(), sealed, setup.step());
        return rows.insert(added, MOST, clock.instant());
    }

    /**
     * Adds an authenticator that another system knows. False when the person has this very seed already, or too many. Its
     * identifier follows from account and seed, so that the same one added twice at a time is there once.
     */
    boolean addKnown(AccountId account, String name, byte[] seed) {
        if (has(account, seed)) {
            return false;
        }
        UUID id = identifier(account, seed);
        byte[] sealed = keyring.encrypt(Purpose.TOTP_SEED, seed, id.toString());
        return rows.insert(new JdbcAuthenticators.New(id, account, name, sealed, 0), MOST, clock.instant());
    }

    boolean has(AccountId account, byte[] seed) {
        return rows.seeds(account).stream()
                .anyMatch(row -> MessageDigest.isEqual(
                        keyring.decrypt(Purpose.TOTP_SEED, row.seed(), row.id().toString()), seed));
    }

    private UUID identifier(AccountId account, byte[] seed) {
        byte[] owner = account.toString().getBytes(StandardCharsets.US_ASCII);
        byte[] both = Arrays.copyOf(owner, owner.length + seed.length);
        System.arraycopy(seed, 0, both, owner.length, seed.length);
        return UUID.nameUUIDFromBytes(keyring.keyedHash(Purpose.TOTP_SEED, both));
    }

    boolean remove(AccountId account, UUID id) {
        return rows.delete(account, id);
    }

    int removeAll(AccountId account) {
        return rows.deleteAll(account);
    }
}
