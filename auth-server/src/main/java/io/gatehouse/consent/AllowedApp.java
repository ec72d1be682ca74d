package io.gatehouse.consent;

import java.time.Instant;
import java.util.Set;

/** An application, the scopes that a person allowed it, and when they last said so. */
public record AllowedApp(String clientId, Set<String> scopes, Instant decidedAt) {

    public AllowedApp {
        scopes = Set.copyOf(scopes);
    }
}
