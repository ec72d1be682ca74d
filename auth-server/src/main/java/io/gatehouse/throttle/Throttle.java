package io.gatehouse.throttle;

import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.Purpose;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Counts guesses before they are checked, so that parallel ones count too, and takes the right ones back. After a few failures
 * each further try has to wait, twice as long every time; after more of them the window is closed. A guess that comes while
 * the door is closed is not counted, so nobody keeps it closed by knocking.
 */
public final class Throttle {

    private static final String GLOBAL = "global";

    private final JdbcCounters counters;
    private final Keyring keyring;
    private final ThrottleProperties properties;
    private final Clock clock;
    /** What the shared global counter said last: a hint to be stricter, not a truth of its own. */
    private volatile boolean underAttack;

    Throttle(JdbcCounters counters, Keyring keyring, ThrottleProperties properties, Clock clock) {
        this.counters = counters;
        this.keyring = keyring;
        this.properties = properties;
        this.clock = clock;
    }

    /** One guess: whether it may be checked, and if not, how long to wait. */
    public static final class Attempt {

        private final List<Limit> limits;
        private final Optional<Duration> blockedFor;

        private Attempt(List<Limit> limits, Optional<Duration> blockedFor) {
            this.limits = limits;
            this.blockedFor = blockedFor;
        }

        /** Empty when the guess may be checked; else at least one second. */
        public Optional<Duration> blockedFor() {
            return blockedFor;
        }
    }

    /** Counts one guess. One statement. */
    public Attempt attempt(Door door, Guess guess) {
        List<Limit> limits = limits(door, guess);
        Instant now = clock.instant();
        UUID id = UUID.randomUUID();
        List<JdbcCounters.Counter> counted = counters.count(id, limits, now, properties.window());
        noteGlobal(counted);
        Optional<Duration> blocked = counted.stream()
                .filter(counter -> !counter.lastAttempt().equals(id))
                .map(counter -> Duration.between(now, counter.freeAt()))
                .max(Duration::compareTo)
                .map(Throttle::wholeSeconds);
        return new Attempt(limits, blocked);
    }

    /** The guess was right: it no longer counts, and the counters of this very person or client start anew. */
    public void forgive(Attempt attempt) {
        counters.forgive(attempt.limits, clock.instant());
    }

    int purge() {
        return counters.purge(clock.instant().minus(properties.window()));
    }

    private List<Limit> limits(Door door, Guess guess) {
        List<Limit> limits = new ArrayList<>();
        String network = guess.client().network();
        String subject = guess.subject();
        switch (door.kind()) {
            case REQUEST -> limits.add(hard(door + "|" + network, properties.requestsPerNetwork()));
            case CHATTER -> limits.add(hard(door + "|" + network, properties.chatterPerNetwork()));
            case CREDENTIAL, SHORT_CODE -> {
                int tries = underAttack ? Math.max(1, properties.attempts() / 3) : properties.attempts();
                if (guess.knownDevice() != null) {
                    limits.add(soft("device|" + subject + "|" + guess.knownDevice(), properties.attempts()));
                } else {
                    limits.add(soft("network|" + network + "|" + subject, tries));
                    limits.add(hard("subject|" + subject, properties.attemptsPerAccount()));
                    limits.add(hard("network|" + network, properties.attemptsPerNetwork()));
                    limits.add(hard(GLOBAL, Integer.MAX_VALUE));
                }
                if (door.kind() == Door.Kind.SHORT_CODE) {
                    limits.add(soft("code|" + subject, properties.codes()));
                }
            }
        }
        return limits;
    }

    private Limit soft(String name, int hard) {
        return new Limit(key(name), Math.max(1, hard / 2), hard, true);
    }

    private Limit hard(String name, int hard) {
        return new Limit(key(name), hard, hard, false);
    }

    private void noteGlobal(List<JdbcCounters.Counter> counted) {
        byte[] global = key(GLOBAL);
        counted.stream()
                .filter(counter -> Arrays.equals(counter.key(), global))
                .forEach(counter -> underAttack = counter.attempts() > properties.attemptsGlobal());
    }

    /** Keyed, because people sometimes type their password into the wrong field. */
    private byte[] key(String name) {
        return keyring.keyedHash(Purpose.SIGN_IN_THROTTLE, name.getBytes(StandardCharsets.UTF_8));
    }

    private static Duration wholeSeconds(Duration wait) {
        return Duration.ofSeconds(Math.max(1, wait.plusMillis(999).toSeconds()));
    }
}
