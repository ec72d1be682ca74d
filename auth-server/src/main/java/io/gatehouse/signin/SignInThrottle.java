package io.gatehouse.signin;

import io.gatehouse.account.EmailAddress;
import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.Purpose;
import io.gatehouse.web.ClientAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Slows guessing down. An attempt is counted before the password is looked at, so that parallel ones count too, and taken
 * back when it succeeds. An account is only blocked for the network that guesses, never for its owner elsewhere.
 */
final class SignInThrottle {

    /** An address that no account can have. */
    static final EmailAddress NOBODY = EmailAddress.parse("nobody@gatehouse.invalid");

    private final JdbcThrottles throttles;
    private final Keyring keyring;
    private final SignInProperties properties;
    private final Clock clock;

    SignInThrottle(JdbcThrottles throttles, Keyring keyring, SignInProperties properties, Clock clock) {
        this.throttles = throttles;
        this.keyring = keyring;
        this.properties = properties;
        this.clock = clock;
    }

    /** One counted attempt and, if it may not go on, for how long. */
    record Attempt(byte[] accountKey, byte[] networkKey, Optional<Duration> blockedFor) {}

    Attempt count(String emailKey, ClientAddress client) {
        byte[] accountKey = key("account|" + client.network() + "|" + emailKey);
        byte[] networkKey = key("network|" + client.network());
        Instant now = clock.instant();
        List<JdbcThrottles.Counter> counters =
                throttles.count(accountKey, networkKey, now, now.minus(properties.window()));
        Optional<Duration> blocked = counters.stream()
                .filter(counter -> counter.attempts()
                        > (Arrays.equals(counter.key(), accountKey)
                                ? properties.attemptsPerAccount()
                                : properties.attemptsPerNetwork()))
                .map(counter -> Duration.between(now, counter.windowStart().plus(properties.window())))
                .max(Duration::compareTo);
        return new Attempt(accountKey, networkKey, blocked);
    }

    /** The attempt was right: it no longer counts, and the account's counter starts anew. */
    void forgive(Attempt attempt) {
        throttles.forgive(attempt.accountKey(), attempt.networkKey());
    }

    int purge() {
        return throttles.purge(clock.instant().minus(properties.window()));
    }

    /** Keyed, because people sometimes type their password into the wrong field. */
    private byte[] key(String text) {
        return keyring.keyedHash(Purpose.SIGN_IN_THROTTLE, text.getBytes(StandardCharsets.UTF_8));
    }
}
