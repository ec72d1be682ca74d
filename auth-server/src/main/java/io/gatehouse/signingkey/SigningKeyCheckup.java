package io.gatehouse.signingkey;

import io.gatehouse.shared.Checkup;
import io.gatehouse.shared.Finding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Whether each algorithm has a key that signs and one that will, and whether rotation keeps its time. */
final class SigningKeyCheckup implements Checkup {

    private static final Duration GRACE = Duration.ofDays(1);

    private final JdbcSigningKeys table;
    private final SigningKeyProperties properties;
    private final Clock clock;

    SigningKeyCheckup(JdbcSigningKeys table, SigningKeyProperties properties, Clock clock) {
        this.table = table;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public List<Finding> examine() {
        List<SigningKey> keys = table.findAll();
        return properties.algorithms().stream()
                .map(name -> examine(
                        name,
                        keys.stream()
                                .filter(key -> key.algorithm().getName().equals(name))
                                .toList()))
                .toList();
    }

    private Finding examine(String algorithm, List<SigningKey> keys) {
        String subject = "signing key " + algorithm;
        boolean next = keys.stream().anyMatch(key -> key.state() == SigningKey.State.NEXT);
        Instant since = keys.stream()
                .filter(key -> key.state() == SigningKey.State.ACTIVE)
                .map(SigningKey::activatedAt)
                .findFirst()
                .orElse(null);
        if (since == null || !next) {
            return Finding.failure(
                    subject, "There is no " + (next ? "active" : "next") + " key.", "Start the server: it makes them.");
        }
        long days = Duration.between(since, clock.instant()).toDays();
        return since.isBefore(clock.instant().minus(properties.rotateEvery()).minus(GRACE))
                ? Finding.warning(
                        subject,
                        "It has signed for " + days + " days and should have retired by itself.",
                        "Look for errors of the rotation in the server's log, then run 'admin keys rotate'.")
                : Finding.ok(subject, "It has signed for " + days + " days; its successor is published.");
    }
}
