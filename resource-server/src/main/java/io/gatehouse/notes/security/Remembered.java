package io.gatehouse.notes.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that the issuer publishes, fetched at first use and again when it has become old. While the issuer does not
 * answer, the last one serves on for a while; one attempt a second at most is made.
 */
final class Remembered<T> {

    private static final Logger log = LoggerFactory.getLogger(Remembered.class);
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration USABLE = Duration.ofHours(1);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private record Copy<T>(T value, Instant fetchedAt) {}

    private final Clock clock;
    private final Supplier<T> source;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Copy<T> copy;
    private Instant nextAttempt = Instant.MIN;

    Remembered(Clock clock, Supplier<T> source) {
        this.clock = clock;
        this.source = source;
    }

    T get() {
        return notOlderThan(FRESH);
    }

    /** Fetches again unless that was done within the given time. */
    T notOlderThan(Duration age) {
        Copy<T> present = copy;
        if (present != null && isYounger(present, age)) {
            return present.value();
        }
        lock.lock();
        try {
            present = copy;
            if (present != null && isYounger(present, age)) {
                return present.value();
            }
            return renew(present);
        } finally {
            lock.unlock();
        }
    }

    private T renew(@Nullable Copy<T> old) {
        Instant now = clock.instant();
        if (now.isBefore(nextAttempt)) {
            return orElseThrow(old, new IssuerUnavailableException("The issuer did not answer a moment ago"));
        }
        try {
            T value = source.get();
            copy = new Copy<>(value, now);
            return value;
        } catch (IssuerUnavailableException e) {
            nextAttempt = now.plus(PAUSE_AFTER_FAILURE);
            log.warn("{}: {}", e.getMessage(), String.valueOf(e.getCause()));
            return orElseThrow(old, e);
        }
    }

    private T orElseThrow(@Nullable Copy<T> old, IssuerUnavailableException failure) {
        if (old != null && isYounger(old, USABLE)) {
            return old.value();
        }
        throw failure;
    }

    private boolean isYounger(Copy<T> present, Duration age) {
        return present.fetchedAt().plus(age).isAfter(clock.instant());
    }
}
