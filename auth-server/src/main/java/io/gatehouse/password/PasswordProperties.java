package io.gatehouse.password;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much password hashing may go on at once.
 *
 * @param hashesAtOnce hashes that run at the same time; 0 means one for each processor
 * @param hashesWaiting requests that may wait for their turn before further ones are answered with 503
 * @param patience how long one of them may take altogether
 */
@ConfigurationProperties("gatehouse.password")
public record PasswordProperties(
        @DefaultValue("0") int hashesAtOnce,
        @DefaultValue("64") int hashesWaiting,
        @DefaultValue("5s") Duration patience) {

    public PasswordProperties {
        if (hashesAtOnce < 0 || hashesWaiting < 1 || patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("gatehouse.password: hashes-at-once must be 0 or more, hashes-waiting at"
                    + " least 1 and patience longer than nothing.");
        }
        hashesAtOnce = hashesAtOnce == 0 ? Runtime.getRuntime().availableProcessors() : hashesAtOnce;
    }
}
