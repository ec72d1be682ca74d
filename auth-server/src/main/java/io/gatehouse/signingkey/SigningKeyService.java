package io.gatehouse.signingkey;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs tokens, verifies the server's own tokens and publishes the keys for it. Works from memory; a change in the
 * database replaces what is in memory within a second, on every node.
 */
public final class SigningKeyService {

    private static final Logger log = LoggerFactory.getLogger(SigningKeyService.class);
    private static final long UNKNOWN_KEY_PAUSE_MILLIS = 1000;

    private final KeyVault vault;
    private final Clock clock;
    private final Duration maxAge;
    private final Lock reloading = new ReentrantLock();
    private final AtomicLong lastUnknownKey = new AtomicLong(Long.MIN_VALUE);
    private volatile KeySnapshot snapshot;

    SigningKeyService(KeyVault vault, SigningKeyProperties properties, Clock clock) {
        this.vault = vault;
        this.clock = clock;
        this.maxAge = properties.maxAge();
        this.snapshot = vault.load(KeySnapshot.EMPTY);
    }

    /** A token in compact form, signed with the algorithm's active key; its header holds alg, kid and typ. */
    public String sign(JWSAlgorithm algorithm, JWTClaimsSet claims, String typ) {
        ActiveKey key = snapshot.active().get(algorithm);
        if (key == null) {
            throw new GatehouseException(
                    ErrorCode.MISCONFIGURED,
                    "There is no signing key for " + algorithm + ": add it to gatehouse.signing-key.algorithms.");
        }
        return key.sign(claims, typ);
    }

    /**
     * The claims of a token that this server signed, or null if it did not, or for another use. The caller names the typ
     * and the algorithms it accepts, and checks the claims, expiry included.
     */
    public @Nullable JWTClaimsSet verify(String token, String typ, Set<JWSAlgorithm> algorithms) {
        OwnToken parsed = OwnToken.parse(token);
        if (parsed == null || !parsed.isFor(typ, algorithms)) {
            return null;
        }
        PublishedKey key = keyOf(parsed.kid());
        return key == null ? null : parsed.claimsIfSignedBy(key);
    }

    /** The algorithms that the server can sign with at present. */
    public Set<JWSAlgorithm> algorithms() {
        return snapshot.active().keySet();
    }

    /** The public keys, in a stable order: those that sign, those that will, those that did. */
    public JWKSet publicKeys() {
        return snapshot.jwkSet();
    }

    /** The public keys as the JSON document of RFC 7517 section 5. */
    public String publicKeysJson() {
        return snapshot.json();
    }

    /** How long others may cache the public keys without missing a rotation. */
    public Duration publicKeysMaxAge() {
        return maxAge;
    }

    /** The public key of that id, or null. */
    public @Nullable JWK find(String kid) {
        PublishedKey key = keyOf(kid);
        return key == null ? null : key.jwk();
    }

    /** The id of the key that signs with the algorithm at present, or null. */
    public @Nullable String activeKid(JWSAlgorithm algorithm) {
        ActiveKey key = snapshot.active().get(algorithm);
        return key == null ? null : key.kid();
    }

    private @Nullable PublishedKey keyOf(String kid) {
        PublishedKey key = snapshot.published().get(kid);
        if (key == null && mayAskAboutUnknownKey()) {
            reloadOrKeep();
            key = snapshot.published().get(kid);
        }
        return key;
    }

    /** Whoever sends tokens with made-up key ids causes one query a second, not one a token. */
    private boolean mayAskAboutUnknownKey() {
        long now = clock.millis();
        long last = lastUnknownKey.get();
        boolean pause = last != Long.MIN_VALUE && Math.abs(now - last) < UNKNOWN_KEY_PAUSE_MILLIS;
        return !pause && lastUnknownKey.compareAndSet(last, now);
    }

    /** Reads the keys again. One at a time, so that an older reading never replaces a newer one. */
    void reload() {
        reloading.lock();
        try {
            snapshot = vault.load(snapshot);
        } finally {
            reloading.unlock();
        }
    }

    /** Reads the keys again; if that fails, goes on with those it has, which is better than to stop signing. */
    void reloadOrKeep() {
        try {
            reload();
        } catch (RuntimeException e) {
            log.warn("The signing keys could not be read again; the known ones stay in use", e);
        }
    }
}
