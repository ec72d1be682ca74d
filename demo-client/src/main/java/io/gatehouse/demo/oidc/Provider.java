package io.gatehouse.demo.oidc;

import io.gatehouse.demo.problem.ProblemException;
import io.gatehouse.demo.settings.DemoProperties;
import io.gatehouse.demo.wire.Answer;
import io.gatehouse.demo.wire.Call;
import io.gatehouse.demo.wire.Step;
import io.gatehouse.demo.wire.Trace;
import io.gatehouse.demo.wire.UnreachableException;
import io.gatehouse.demo.wire.Wire;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The OpenID provider: found when it is first needed, remembered for ten minutes. */
@Component
public final class Provider {

    private static final Logger log = LoggerFactory.getLogger(Provider.class);
    private static final Duration FRESH = Duration.ofMinutes(10);

    private final DemoProperties properties;
    private final Wire wire;
    private final Clock clock;
    private final AtomicReference<@Nullable Found> found = new AtomicReference<>();

    Provider(DemoProperties properties, Wire wire, Clock clock) {
        this.properties = properties;
        this.wire = wire;
        this.clock = clock;
    }

    /** The endpoints. The trace gets the discovery step whether it happened now or earlier. */
    public Metadata metadata(Trace trace) {
        Found known = found.get();
        if (known == null || clock.instant().isAfter(known.at().plus(FRESH))) {
            known = discover(known, trace);
        }
        known.steps().steps().forEach(trace::add);
        return known.metadata();
    }

    private Found discover(@Nullable Found previous, Trace visitor) {
        Trace steps = new Trace();
        try {
            Answer answer = wire.send(
                    Call.get(
                            URI.create(discoveryUrl(properties.issuer())),
                            "Find the endpoints",
                            "The app knows one thing about the provider: its issuer URL. Everything else is in this"
                                    + " public document, which is read once and kept for ten minutes."),
                    steps);
            if (!answer.ok()) {
                throw new IllegalStateException("Its discovery document answers with status " + answer.status() + ".");
            }
            Found now = new Found(clock.instant(), Metadata.of(properties.issuer(), answer), steps);
            found.set(now);
            return now;
        } catch (UnreachableException | IllegalStateException e) {
            log.warn("Discovery at {} failed: {}", properties.issuer(), e.getMessage());
            if (previous != null) {
                return previous;
            }
            steps.steps().forEach(visitor::add);
            throw new ProblemException(
                            503,
                            "The sign-in server does not answer",
                            "This app could not read the discovery document of " + properties.issuer()
                                    + ". Start the sign-in server, or check DEMO_ISSUER, and try again.")
                    .quoting(String.valueOf(e.getMessage()));
        }
    }

    private static String discoveryUrl(String issuer) {
        // OpenID Connect Discovery 1.0 section 4.1: a slash at the end of the issuer is dropped first.
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        return base + "/.well-known/openid-configuration";
    }

    private record Found(Instant at, Metadata metadata, Trace steps) {}

    /** Writes what the browser was sent away with. */
    public Step leaving(String title, String why, String url) {
        return Step.browser(clock.instant(), title, why, "GET", url);
    }
}
