package io.gatehouse.signingkey;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stored key.
 *
 * @param publicJwk the published half
 * @param sealedPrivateJwk the private half under the keyring; only there for a key that signs or is about to be stored
 */
record SigningKey(
        String kid,
        JWSAlgorithm algorithm,
        State state,
        JWK publicJwk,
        byte @Nullable [] sealedPrivateJwk,
        Instant createdAt,
        @Nullable Instant activatedAt) {

    /** A key's life: published, signing, no longer signing but still published. */
    enum State {
        NEXT,
        ACTIVE,
        RETIRED
    }

    @Override
    public String toString() {
        return "SigningKey[" + kid + ", " + algorithm + ", " + state + "]";
    }
}
