package io.gatehouse.profile;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What people may do with their account, and for how long they can change their mind.
 *
 * @param emailLinkLifetime how long the link works that confirms a new e-mail address
 * @param emailUndoLifetime how long the link works by which the owner of the former address takes a change back
 * @param deletionGrace how long an account that its person deleted can be kept after all
 */
@ConfigurationProperties("gatehouse.account")
public record SelfServiceProperties(
        @DefaultValue("24h") Duration emailLinkLifetime,
        @DefaultValue("72h") Duration emailUndoLifetime,
        @DefaultValue("14d") Duration deletionGrace) {

    private static final Duration SHORTEST_LINK = Duration.ofMinutes(5);
    private static final Duration SHORTEST_UNDO = Duration.ofHours(1);
    private static final Duration LONGEST_UNDO = Duration.ofDays(30);

    public SelfServiceProperties {
        if (emailLinkLifetime.compareTo(SHORTEST_LINK) < 0) {
            throw new IllegalArgumentException(
                    "gatehouse.account.email-link-lifetime must be at least 5m, for example 24h.");
        }
        if (emailUndoLifetime.compareTo(SHORTEST_UNDO) < 0 || emailUndoLifetime.compareTo(LONGEST_UNDO) > 0) {
            throw new IllegalArgumentException(
                    "gatehouse.account.email-undo-lifetime must be between 1h and 30d, for example 72h.");
        }
        if (deletionGrace.isNegative()) {
            throw new IllegalArgumentException(
                    "gatehouse.account.deletion-grace must not be negative; 14d gives people two weeks.");
        }
    }
}
