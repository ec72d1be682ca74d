package io.gatehouse.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import io.gatehouse.outbound.OutboundClient;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** The public keys that a client registered, inline or behind its {@code jwks_uri}. */
@Component
final class ClientKeys {

    private static final int MOST_TRIED = 5;

    private final OutboundClient outbound;
    private final Clock clock;
    private final Cache<URI, RemoteKeys> remote =
            Caffeine.newBuilder().maximumSize(1_000).build();

    ClientKeys(OutboundClient outbound, Clock clock) {
        this.outbound = outbound;
        this.clock = clock;
    }

    /** The registered keys that may have signed under this header: by its {@code alg} and {@code kid} alone. */
    List<JWK> candidates(ClientEntry entry, JWSHeader header) {
        JWKSelector selector = new JWKSelector(matcher(header));
        if (entry.jwks() != null) {
            return select(selector, entry.jwks());
        }
        if (entry.jwksUri() == null) {
            return List.of();
        }
        RemoteKeys keys = remote.get(entry.jwksUri(), address -> new RemoteKeys(address, outbound, clock));
        List<JWK> found = select(selector, keys.current());
        return found.isEmpty() ? select(selector, keys.refreshed()) : found;
    }

    private static List<JWK> select(JWKSelector selector, JWKSet keys) {
        return selector.select(keys).stream().limit(MOST_TRIED).toList();
    }

    private static JWKMatcher matcher(JWSHeader header) {
        JWSAlgorithm algorithm = header.getAlgorithm();
        JWKMatcher.Builder matcher = new JWKMatcher.Builder()
                .keyType(KeyType.forAlgorithm(algorithm))
                .keyUses(KeyUse.SIGNATURE, null)
                .algorithms(algorithm, null);
        if (header.getKeyID() != null) {
            matcher.keyID(header.getKeyID());
        }
        if (algorithm.equals(JWSAlgorithm.ES256)) {
            matcher.curve(Curve.P_256);
        } else if (algorithm.equals(JWSAlgorithm.EdDSA)) {
            matcher.curve(Curve.Ed25519);
        } else {
            matcher.minKeySize(2048);
        }
        return matcher.build();
    }
}
