package io.gatehouse.database;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/** Tells the operator that the database is away: in one line, and not more often than every ten seconds. */
final class LossLog {

    private static final Logger LOG = LoggerFactory.getLogger(LossLog.class);
    private static final long QUIET = TimeUnit.SECONDS.toNanos(10);

    private final String consequence;
    private final AtomicLong quietUntil = new AtomicLong(System.nanoTime());

    LossLog(String consequence) {
        this.consequence = consequence;
    }

    void warn(Throwable loss) {
        long now = System.nanoTime();
        long until = quietUntil.get();
        if (now - until >= 0 && quietUntil.compareAndSet(until, now + QUIET)) {
            String reason = String.valueOf(
                    NestedExceptionUtils.getMostSpecificCause(loss).getMessage());
            LOG.warn("The database is away; {}: {}", consequence, reason.replaceAll("\\s+", " "));
        }
    }
}
