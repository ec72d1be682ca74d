package io.gatehouse.admin.api;

import io.gatehouse.access.Actor;
import io.gatehouse.shared.AccountId;
import io.gatehouse.token.ApiAccess;
import java.time.Clock;
import java.time.Duration;

/** Whoever sent a request, as their live token tells. What they may do is looked up for each request. */
record Caller(ApiAccess token) {

    /** For how long a proof of identity counts for dangerous actions. */
    static final Duration FRESH = Duration.ofMinutes(5);

    AccountId account() {
        return token.subject();
    }

    /** As whom the rooms below know them. */
    Actor actor() {
        return Actor.of(account());
    }

    boolean has(String scope) {
        return token.scopes().contains(scope);
    }

    /** Whether the person showed more than a password in the last minutes. */
    boolean fresh(String wantedAcr, Clock clock) {
        return wantedAcr.equals(token.acr()) && !token.authTime().plus(FRESH).isBefore(clock.instant());
    }
}
