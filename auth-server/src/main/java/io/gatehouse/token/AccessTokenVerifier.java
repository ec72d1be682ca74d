package io.gatehouse.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import io.gatehouse.shared.GatehouseProperties;
import io.gatehouse.signingkey.SigningKeyService;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import java.util.Set;

/** Reads access tokens that this server made (RFC 9068 section 4): signature, type, issuer and expiry, without a database. */
final class AccessTokenVerifier {

    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.EdDSA);
    private static final int MAX_LENGTH = 16_384;

    private final SigningKeyService signingKeys;
    private final GatehouseProperties server;
    private final Clock clock;

    AccessTokenVerifier(SigningKeyService signingKeys, GatehouseProperties server, Clock clock) {
        this.signingKeys = signingKeys;
        this.server = server;
        this.clock = clock;
    }

    /** The claims, or empty when the text is not a live access token of this server. */
    Optional<JWTClaimsSet> verify(String token) {
        if (token.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return Optional.ofNullable(signingKeys.verify(token, TokenIssuer.ACCESS_TOKEN_TYPE, ALGORITHMS))
                .filter(claims -> server.issuer().toString().equals(claims.getIssuer()))
                .filter(claims -> claims.getJWTID() != null)
                .filter(claims -> {
                    Date expires = claims.getExpirationTime();
                    return expires != null && expires.toInstant().isAfter(clock.instant());
                });
    }
}
