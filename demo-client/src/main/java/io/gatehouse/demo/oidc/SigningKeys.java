package io.gatehouse.demo.oidc;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import io.gatehouse.demo.wire.Answer;
import io.gatehouse.demo.wire.Call;
import io.gatehouse.demo.wire.Trace;
import io.gatehouse.demo.wire.Wire;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The provider's public keys. An unknown key id makes the app look again, but not more often than every ten seconds. */
@Component
final class SigningKeys {

    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Wire wire;
    private final Clock clock;
    private final AtomicReference<@Nullable Known> known = new AtomicReference<>();

    SigningKeys(Wire wire, Clock clock) {
        this.wire = wire;
        this.clock = clock;
    }

    List<JWK> matching(JWSHeader header, URI jwks, Trace trace) {
        // The matcher compares key type, curve, use and alg with the header, so a key serves only what it was made for.
        JWKSelector selector = new JWKSelector(JWKMatcher.forJWSHeader(header));
        Known current = known.get();
        if (current == null || older(current, FRESH)) {
            current = read(jwks);
        } else if (selector.select(current.keys()).isEmpty() && older(current, PAUSE)) {
            current = read(jwks);
        }
        current.steps().steps().forEach(trace::add);
        return selector.select(current.keys());
    }

    private boolean older(Known keys, Duration age) {
        return clock.instant().isAfter(keys.at().plus(age));
    }

    private Known read(URI jwks) {
        Trace steps = new Trace();
        Answer answer = wire.send(
                Call.get(
                        jwks,
                        "Read the provider's public keys",
                        "The ID token is signed. These keys verify it; they are public, rotate now and then, and are"
                                + " kept for ten minutes."),
                steps);
        try {
            Known now = new Known(clock.instant(), JWKSet.parse(answer.ok() ? answer.body() : ""), steps);
            known.set(now);
            return now;
        } catch (ParseException e) {
            throw new IdTokenException("The provider's key set cannot be read.");
        }
    }

    private record Known(Instant at, JWKSet keys, Trace steps) {}
}
