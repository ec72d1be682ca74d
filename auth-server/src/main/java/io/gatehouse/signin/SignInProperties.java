package io.gatehouse.signin;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many failed sign-ins are accepted.
 *
 * @param attemptsPerAccount failures for one address from one network in a window
 * @param attemptsPerNetwork failures from one network in a window, for whatever addresses
 * @param window how long failures count
 */
@ConfigurationProperties("gatehouse.sign-in")
public record SignInProperties(
        @DefaultValue("10") int attemptsPerAccount,
        @DefaultValue("100") int attemptsPerNetwork,
        @DefaultValue("15m") Duration window) {

    public SignInProperties {
        if (attemptsPerAccount < 1 || attemptsPerNetwork < attemptsPerAccount || !window.isPositive()) {
            throw new IllegalArgumentException("gatehouse.sign-in: attempts-per-account must be at least 1,"
                    + " attempts-per-network not less than that, and window longer than nothing.");
        }
    }
}
