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
 * @param invitationLifetime how long the link of an invitation works unless whoever sends it says otherwise
 */
@ConfigurationProperties("gatehouse.registration")
public record RegistrationProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("24h") Duration linkLifetime,
        @DefaultValue("7d") Duration pendingLifetime,
        @DefaultValue("7d") Duration invitationLifetime) {

    /** No invitation holds longer. */
    static final Duration LONGEST_INVITATION = Duration.ofDays(30);

    public RegistrationProperties {
        if (linkLifetime.compareTo(Duration.ofMinutes(1)) < 0) {
            throw misconfigured("gatehouse.registration.link-lifetime (GATEHOUSE_REGISTRATION_LINK_LIFETIME)"
                    + " must be at least 1m.");
        }
        if (pendingLifetime.compareTo(linkLifetime) < 0) {
            throw misconfigured("gatehouse.registration.pending-lifetime (GATEHOUSE_REGISTRATION_PENDING_LIFETIME)"
                    + " must not be shorter than gatehouse.registration.link-lifetime.");
        }
        if (invitationLifetime.compareTo(Duration.ofHours(1)) < 0
                || invitationLifetime.compareTo(LONGEST_INVITATION) > 0) {
            throw misconfigured(
                    "gatehouse.registration.invitation-lifetime (GATEHOUSE_REGISTRATION_INVITATION_LIFETIME)"
                            + " must be at least 1h and at most 30d.");
        }
    }

    private static GatehouseException misconfigured(String sentence) {
        return new GatehouseException(ErrorCode.MISCONFIGURED, sentence);
    }
}
