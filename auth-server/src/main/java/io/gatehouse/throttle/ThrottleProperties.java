package io.gatehouse.throttle;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many failures are tolerated.
 *
 * @param attempts failures for one account from one network, or with one known browser; from half of them on each waits longer
 * @param codes failures of short codes (TOTP, recovery, mail) for one account, wherever they come from
 * @param attemptsPerAccount failures for one account from all unknown browsers together
 * @param attemptsPerNetwork failures from one network for all accounts together
 * @param attemptsGlobal failures everywhere; beyond it a third of {@code attempts} is allowed
 * @param requestsPerNetwork sign-ups and reset mails that one network may ask for, each
 * @param chatterPerNetwork requests for live feedback from one network
 * @param window how long failures count
 */
@ConfigurationProperties("gatehouse.throttle")
public record ThrottleProperties(
        @DefaultValue("10") int attempts,
        @DefaultValue("5") int codes,
        @DefaultValue("50") int attemptsPerAccount,
        @DefaultValue("100") int attemptsPerNetwork,
        @DefaultValue("10000") int attemptsGlobal,
        @DefaultValue("60") int requestsPerNetwork,
        @DefaultValue("3000") int chatterPerNetwork,
        @DefaultValue("15m") Duration window) {

    private static final Duration SHORTEST = Duration.ofSeconds(10);

    public ThrottleProperties {
        boolean positive = attempts >= 1 && codes >= 1 && requestsPerNetwork >= 1 && chatterPerNetwork >= 1;
        boolean ordered = attemptsPerAccount >= attempts && attemptsPerNetwork >= attempts;
        if (!positive || !ordered || attemptsGlobal < attemptsPerNetwork || window.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "gatehouse.throttle: every number must be at least 1, attempts-per-account"
                            + " and attempts-per-network not less than attempts, attempts-global not less than"
                            + " attempts-per-network, and window at least 10 seconds.");
        }
    }
}
