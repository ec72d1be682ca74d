package io.gatehouse.signingkey;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token that claims to be ours. Of its header only alg, typ, kid and crit are looked at; keys and places of keys that it
 * may carry (jwk, jku, x5c, x5u) mean nothing here.
 */
final class OwnToken {

    private static final int LONGEST = 16_384;

    private final SignedJWT jwt;
    private final JWSHeader header;

    private OwnToken(SignedJWT jwt) {
        this.jwt = jwt;
        this.header = jwt.getHeader();
    }

    static @Nullable OwnToken parse(String token) {
        if (token.length() > LONGEST) {
            return null;
        }
        try {
            return new OwnToken(SignedJWT.parse(token));
        } catch (ParseException e) {
            return null;
        }
    }

    /** RFC 8725 sections 3.1 and 3.11: the verifier fixes algorithms and type. RFC 7515 section 4.1.11: no crit is understood. */
    boolean isFor(String typ, Set<JWSAlgorithm> algorithms) {
        return algorithms.contains(header.getAlgorithm())
                && new JOSEObjectType(typ).equals(header.getType())
                && header.getKeyID() != null
                && header.getCriticalParams() == null
                && header.isBase64URLEncodePayload();
    }

    String kid() {
        return header.getKeyID();
    }

    /** RFC 8725 section 3.1: each key is used with exactly one algorithm. */
    @Nullable
    JWTClaimsSet claimsIfSignedBy(PublishedKey key) {
        if (!key.algorithm().equals(header.getAlgorithm())) {
            return null;
        }
        try {
            boolean genuine = key.verifier().verify(header, jwt.getSigningInput(), jwt.getSignature());
            return genuine ? jwt.getJWTClaimsSet() : null;
        } catch (JOSEException | ParseException e) {
            return null;
        }
    }
}
