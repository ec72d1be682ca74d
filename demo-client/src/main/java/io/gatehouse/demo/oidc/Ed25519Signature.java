package io.gatehouse.demo.oidc;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jwt.SignedJWT;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/** Verifies Ed25519 signatures (RFC 8037 section 3.1) with the JDK. */
final class Ed25519Signature {

    // RFC 8410 section 4: what comes before the 32 bytes of the key in a SubjectPublicKeyInfo.
    private static final String PREFIX = "302a300506032b6570032100";

    private Ed25519Signature() {}

    static boolean verified(SignedJWT jwt, OctetKeyPair key) {
        if (!Curve.Ed25519.equals(key.getCurve())) {
            return false;
        }
        try {
            byte[] encoded = HexFormat.of()
                    .parseHex(PREFIX + HexFormat.of().formatHex(key.getX().decode()));
            PublicKey publicKey = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(publicKey);
            signature.update(jwt.getSigningInput());
            return signature.verify(jwt.getSignature().decode());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
