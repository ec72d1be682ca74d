package io.gatehouse.access;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which changes of administrators need a second one.
 *
 * @param fourEyes the kinds of changes; none of them unless told
 * @param proposalLifetime how long a proposed change waits for the second person
 * @param criticalClients ids of the applications that count as critical, besides those that may reach the administration
 */
@ConfigurationProperties("gatehouse.admin")
public record FourEyesProperties(
        @DefaultValue Set<Kind> fourEyes,
        @DefaultValue("24h") Duration proposalLifetime,
        @DefaultValue Set<String> criticalClients) {

    private static final Duration SHORTEST = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofDays(30);

    public static final FourEyesProperties OFF = new FourEyesProperties(Set.of(), Duration.ofDays(1), Set.of());

    public FourEyesProperties {
        fourEyes = Set.copyOf(fourEyes);
        criticalClients = Set.copyOf(criticalClients);
        if (proposalLifetime.compareTo(SHORTEST) < 0 || proposalLifetime.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "gatehouse.admin.proposal-lifetime must be from 5m to 30d, for example 24h.");
        }
    }

    /** What can be put under the rule. */
    public enum Kind {
        /** Giving a role that carries permissions to change things on this server, in whichever way. */
        ROLES,
        /** Letting the next signing key take over. */
        KEYS,
        /** Changing or deleting a critical application, and new secrets for it. */
        CLIENTS
    }

    public boolean on(Kind kind) {
        return fourEyes.contains(kind);
    }

    public boolean on() {
        return !fourEyes.isEmpty();
    }
}
