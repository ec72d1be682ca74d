package io.gatehouse.token;

import com.nimbusds.jose.JWSAlgorithm;
import io.gatehouse.shared.GatehouseProperties;
import io.gatehouse.signingkey.SigningKeyService;
import java.util.Optional;
import java.util.Set;

/** Reads ID tokens that come back as hints: signature and issuer count, expiry does not (RP-Initiated Logout 1.0, 4). */
public final class IdTokenHints {

    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256, JWSAlgorithm.PS256, JWSAlgorithm.EdDSA);
    private static final int MAX_LENGTH = 8_192;

    private final SigningKeyService signingKeys;
    private final GatehouseProperties server;

    IdTokenHints(SigningKeyService signingKeys, GatehouseProperties server) {
        this.signingKeys = signingKeys;
        this.server = server;
    }

    /** The hint, or empty when it is not an ID token of this server. */
    public Optional<IdTokenHint> read(String idToken) {
        if (idToken.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return Optional.ofNullable(signingKeys.verify(idToken, TokenIssuer.ID_TOKEN_TYPE, ALGORITHMS))
                .filter(claims -> server.issuer().toString().equals(claims.getIssuer()) && claims.getSubject() != null)
                .map(claims -> new IdTokenHint(
                        claims.getSubject(),
                        claims.getAudience(),
                        claims.getClaim("sid") instanceof String sid ? sid : null));
    }
}
