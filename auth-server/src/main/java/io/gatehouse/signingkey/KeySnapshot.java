package io.gatehouse.signingkey;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.util.Map;

/** All keys as one node sees them at one moment; replaced as a whole. */
record KeySnapshot(
        JWKSet jwkSet, String json, Map<String, PublishedKey> published, Map<JWSAlgorithm, ActiveKey> active) {

    static final KeySnapshot EMPTY = new KeySnapshot(new JWKSet(), "{\"keys\":[]}", Map.of(), Map.of());

    static KeySnapshot of(Map<String, PublishedKey> published, Map<JWSAlgorithm, ActiveKey> active) {
        JWKSet set = new JWKSet(published.values().stream()
                .map(PublishedKey::jwk)
                .<JWK>map(JWK::toPublicJWK)
                .toList());
        return new KeySnapshot(set, set.toString(true), Map.copyOf(published), Map.copyOf(active));
    }
}
