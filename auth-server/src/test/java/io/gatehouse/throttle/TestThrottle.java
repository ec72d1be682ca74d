package io.gatehouse.throttle;

import io.gatehouse.keyring.Keyring;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;

/** Throttles with the default limits. */
public final class TestThrottle {

    private TestThrottle() {}

    public static Throttle create(DataSource dataSource, Keyring keyring, Clock clock) {
        ThrottleProperties properties =
                new ThrottleProperties(10, 5, 50, 100, 10_000, 60, 3000, Duration.ofMinutes(15));
        return new Throttle(new JdbcCounters(dataSource), keyring, properties, clock);
    }
}
