package io.gatehouse.token;

import java.time.Instant;
import java.util.Set;

/**
 * An application that holds live grants of a person.
 *
 * @param scopes all that its grants allow
 * @param since when the oldest of them was made
 * @param lastUsed when it last got a token by one of them
 * @param offline whether it may go on while the person is away
 */
public record ConnectedApp(String clientId, Set<String> scopes, Instant since, Instant lastUsed, boolean offline) {

    public ConnectedApp {
        scopes = Set.copyOf(scopes);
    }
}
