package io.gatehouse.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.gatehouse.throttle.Door;
import io.gatehouse.throttle.Guess;
import io.gatehouse.throttle.Throttle;
import io.gatehouse.web.ClientAddress;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Slows guessing at client secrets down, at those that can be guessed: a generated secret is always checked, so that a
 * neighbour who guesses can't lock a service out. Only failures are counted, since the token path has no statement to spare
 * for success; what a node learned of a closed door it keeps until the door opens, so each node lets one guess more through.
 */
@Component
final class ClientGuesses {

    private static final int MOST = 10_000;
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Throttle throttle;
    private final Clock clock;
    private final Cache<String, Instant> closedUntil =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LONGEST).build();

    ClientGuesses(Throttle throttle, Clock clock) {
        this.throttle = throttle;
        this.clock = clock;
    }

    /** Refuses to look at a secret of a client that is being guessed at from the caller's network. */
    void requireOpen(String clientId, String secret) {
        Instant until = ClientSecrets.unguessable(secret) ? null : closedUntil.getIfPresent(key(clientId));
        if (until != null && until.isAfter(clock.instant())) {
            throw ClientRefusal.throttled(clientId);
        }
    }

    /** Counts a wrong secret. */
    void failed(String clientId, String secret) {
        if (!ClientSecrets.unguessable(secret)) {
            throttle.attempt(Door.CLIENT, Guess.atClient(clientId, address()))
                    .blockedFor()
                    .ifPresent(wait ->
                            closedUntil.put(key(clientId), clock.instant().plus(wait)));
        }
    }

    private static String key(String clientId) {
        return address().network() + " " + clientId;
    }

    private static ClientAddress address() {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
            return ClientAddress.of(attributes.getRequest());
        }
        return new ClientAddress(InetAddress.getLoopbackAddress());
    }
}
