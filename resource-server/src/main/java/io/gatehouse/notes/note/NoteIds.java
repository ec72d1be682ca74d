package io.gatehouse.notes.note;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/**
 * Makes version 7 identifiers (RFC 9562 section 5.7): they grow with time, so that the newest note has the largest one,
 * and cannot be guessed.
 */
final class NoteIds {

    private static final int COUNTER_LIMIT = 1 << 12;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private long millis;
    private int counter;

    NoteIds(Clock clock) {
        this.clock = clock;
    }

    UUID next() {
        long high;
        synchronized (this) {
            long now = clock.millis();
            if (now > millis) {
                millis = now;
                counter = 0;
            } else if (++counter == COUNTER_LIMIT) {
                // RFC 9562 section 6.2: when the counter is used up, the timestamp runs ahead instead.
                millis++;
                counter = 0;
            }
            high = millis << 16 | 0x7000L | counter;
        }
        long low = random.nextLong() >>> 2 | 1L << 63;
        return new UUID(high, low);
    }
}
