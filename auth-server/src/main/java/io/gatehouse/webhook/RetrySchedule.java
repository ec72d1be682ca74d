package io.gatehouse.webhook;

import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a delivery that failed is tried again: soon at first, ever more rarely, for about three days. */
final class RetrySchedule {

    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofHours(24),
            Duration.ofHours(24));

    private static final Duration LONGEST = Duration.ofHours(24);

    /** Longer than all pauses with their jitter. */
    static final Duration TOTAL = Duration.ofDays(4);

    private static final int JITTER_PERCENT = 20;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RetrySchedule() {}

    /**
     * The moment of the next try, or nothing after the last one. Up to a fifth is added, so that deliveries which failed
     * together do not come back together.
     *
     * @param tries how many there were
     * @param retryAfter what the receiver asked for (RFC 9110 section 10.2.3); obeyed up to a day, never to come sooner
     */
    static Optional<Instant> next(int tries, Instant now, @Nullable String retryAfter) {
        if (tries > PAUSES.size()) {
            return Optional.empty();
        }
        Duration pause = PAUSES.get(Math.max(tries, 1) - 1);
        Duration asked = asked(retryAfter, now);
        if (asked.compareTo(pause) > 0) {
            pause = asked.compareTo(LONGEST) < 0 ? asked : LONGEST;
        }
        long jitter = RANDOM.nextLong(pause.toMillis() * JITTER_PERCENT / 100 + 1);
        return Optional.of(now.plus(pause).plusMillis(jitter));
    }

    private static Duration asked(@Nullable String retryAfter, Instant now) {
        if (retryAfter == null) {
            return Duration.ZERO;
        }
        String value = retryAfter.strip();
        if (value.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            return Duration.between(
                    now,
                    ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }
}
