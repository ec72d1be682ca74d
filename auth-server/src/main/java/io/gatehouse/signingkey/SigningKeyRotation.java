package io.gatehouse.signingkey;

import com.nimbusds.jose.JWSAlgorithm;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the first keys, lets the next key take over by schedule or on command, and removes retired keys. Safe to run on
 * several nodes at once: each step happens once.
 */
public final class SigningKeyRotation {

    private static final Logger log = LoggerFactory.getLogger(SigningKeyRotation.class);

    private final JdbcSigningKeys table;
    private final KeyVault vault;
    private final SigningKeyProperties properties;
    private final Clock clock;

    SigningKeyRotation(JdbcSigningKeys table, KeyVault vault, SigningKeyProperties properties, Clock clock) {
        this.table = table;
        this.vault = vault;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Lets the next key sign in place of the expected one, if that one still signs and the next one was published long
     * enough. Repeating the call with the same expected key changes nothing.
     */
    public RotationResult rotate(JWSAlgorithm algorithm, String expectedActiveKid) {
        return rotate(algorithm, expectedActiveKid, clock.instant().minus(properties.publishBeforeUse()));
    }

    /**
     * The same without waiting for the next key to be known everywhere: for a key that was stolen. Verifiers that cached
     * the published keys a moment ago may refuse new tokens until they fetch them again.
     */
    public RotationResult rotateAtOnce(JWSAlgorithm algorithm, String expectedActiveKid) {
        return rotate(algorithm, expectedActiveKid, Instant.parse("9999-12-31T00:00:00Z"));
    }

    private RotationResult rotate(JWSAlgorithm algorithm, String expectedActiveKid, Instant publishedBefore) {
        if (!active(expectedActiveKid)) {
            return RotationResult.ALREADY_ROTATED;
        }
        Instant now = clock.instant();
        SigningKey next = vault.make(algorithm, SigningKey.State.NEXT, now);
        RotationResult result = table.rotate(expectedActiveKid, next, now, publishedBefore);
        if (result == RotationResult.ROTATED) {
            log.info("The {} signing key {} retired and its successor signs", algorithm, expectedActiveKid);
        }
        return result;
    }

    /** The keys that sign, that will, and that did. */
    public List<KeyInfo> keys() {
        return table.findAll().stream()
                .map(key -> new KeyInfo(
                        key.kid(),
                        key.algorithm().getName(),
                        key.state().name().toLowerCase(Locale.ROOT),
                        key.createdAt(),
                        key.activatedAt()))
                .toList();
    }

    /** Spares the making of a key that would not be stored; the conditional statement decides. */
    private boolean active(String kid) {
        return table.findAll().stream()
                .anyMatch(key -> key.kid().equals(kid) && key.state() == SigningKey.State.ACTIVE);
    }

    /** Makes the active and next keys that are missing: all of them on the first start, none on any other. */
    void makeMissing() {
        List<SigningKey> present = table.findAll();
        List<SigningKey> missing = new ArrayList<>();
        for (String name : properties.algorithms()) {
            JWSAlgorithm algorithm = JWSAlgorithm.parse(name);
            Set<SigningKey.State> states = EnumSet.of(SigningKey.State.ACTIVE, SigningKey.State.NEXT);
            present.stream()
                    .filter(key -> key.algorithm().equals(algorithm))
                    .forEach(key -> states.remove(key.state()));
            states.forEach(state -> missing.add(vault.make(algorithm, state, clock.instant())));
        }
        if (!missing.isEmpty()) {
            table.insertWhereMissing(missing);
            log.info("Made signing keys for {}", algorithmsOf(missing));
        }
    }

    /** Rotates what is due and removes what has been retired long enough. */
    void runDue() {
        makeMissing();
        Instant limit = clock.instant().minus(properties.rotateEvery());
        for (SigningKey key : table.findAll()) {
            if (due(key, limit)) {
                rotate(key.algorithm(), key.kid());
            }
        }
        table.deleteRetiredBefore(clock.instant().minus(properties.retireAfter()));
    }

    private boolean due(SigningKey key, Instant limit) {
        Instant since = key.activatedAt();
        return key.state() == SigningKey.State.ACTIVE
                && since != null
                && !since.isAfter(limit)
                && properties.algorithms().contains(key.algorithm().getName());
    }

    private static String algorithmsOf(List<SigningKey> keys) {
        return keys.stream().map(key -> key.algorithm().getName()).distinct().collect(Collectors.joining(", "));
    }
}
