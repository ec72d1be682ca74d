package io.gatehouse.registration;

import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may sign up, and for how long.
 *
 * @param enabled whether people may register themselves; otherwise the pages are not there
 * @param linkLifetime how long an activation link works
 * @param pendingLifetime after what time an account that was never activated is deleted
 */
@ConfigurationProperties("gatehouse.registration")
public record RegistrationProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("24h") Duration linkLifetime,
        @DefaultValue("7d") Duration pendingLifetime) {

    public RegistrationProperties {
        if (linkLifetime.compareTo(Duration.ofMinutes(1)) < 0) {
            throw misconfigured("gatehouse.registration.link-lifetime (GATEHOUSE_REGISTRATION_LINK_LIFETIME)"
                    + " must be at least 1m.");
        }
        if (pendingLifetime.compareTo(linkLifetime) < 0) {
            throw misconfigured("gatehouse.registration.pending-lifetime (GATEHOUSE_REGISTRATION_PENDING_LIFETIME)"
                    + " must not be shorter than gatehouse.registration.link-lifetime.");
        }
    }

    private static GatehouseException misconfigured(String sentence) {
        return new GatehouseException(ErrorCode.MISCONFIGURED, sentence);
    }
}
