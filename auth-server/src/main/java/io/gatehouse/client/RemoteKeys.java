package io.gatehouse.client;

import com.nimbusds.jose.jwk.JWKSet;
import io.gatehouse.outbound.OutboundClient;
import io.gatehouse.outbound.OutboundException;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A key set behind an address, kept ten minutes. An unknown key makes us look again at most once a minute, and a failure is not
 * repeated for ten seconds, so that a stranger's assertions can't make this server hammer the address.
 */
final class RemoteKeys {

    private static final Logger log = LoggerFactory.getLogger(RemoteKeys.class);

    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final Duration USABLE = Duration.ofHours(1);
    private static final Duration BETWEEN_REFRESHES = Duration.ofMinutes(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

    private final URI address;
    private final OutboundClient outbound;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile State state = new State(new JWKSet(), Instant.MIN, Instant.MIN);

    RemoteKeys(URI address, OutboundClient outbound, Clock clock) {
        this.address = address;
        this.outbound = outbound;
        this.clock = clock;
    }

    /** The keys as we know them, fetched when they are old. */
    JWKSet current() {
        return within(FRESH, state.fetched) ? state.keys : fetch(FRESH);
    }

    /** The keys after another look, unless the last look was less than a minute ago. */
    JWKSet refreshed() {
        return fetch(BETWEEN_REFRESHES);
    }

    private JWKSet fetch(Duration patience) {
        lock.lock();
        try {
            State known = state;
            if (within(patience, known.fetched) || clock.instant().isBefore(known.retry)) {
                return usable(known);
            }
            state = load(known);
            return usable(state);
        } finally {
            lock.unlock();
        }
    }

    private State load(State known) {
        Instant now = clock.instant();
        try {
            return new State(JWKSet.parse(outbound.getJson(address)).toPublicJWKSet(), now, Instant.MIN);
        } catch (OutboundException | ParseException e) {
            log.warn("The keys of a client can't be read: {}", e.getMessage());
            return new State(known.keys, known.fetched, now.plus(AFTER_FAILURE));
        }
    }

    private JWKSet usable(State known) {
        return within(USABLE, known.fetched) ? known.keys : new JWKSet();
    }

    private boolean within(Duration age, Instant since) {
        return clock.instant().minus(age).isBefore(since);
    }

    private record State(JWKSet keys, Instant fetched, Instant retry) {}
}
