package io.gatehouse.signingkey;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/** EdDSA with Ed25519 (RFC 8037) on the platform's Signature; the JOSE library has it in pure Java only. */
final class Ed25519 {

    private static final String NAME = "Ed25519";
    private static final int KEY_BYTES = 32;

    /** What stands before the 32 key bytes in the encodings of RFC 8410. */
    private static final byte[] PKCS8_PREFIX = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private Ed25519() {}

    static OctetKeyPair.Builder generate() throws GeneralSecurityException {
        KeyPair pair = Jca.jdk().generator(NAME).generateKeyPair();
        return new OctetKeyPair.Builder(Curve.Ed25519, tail(pair.getPublic().getEncoded()))
                .d(tail(pair.getPrivate().getEncoded()));
    }

    static JWSSigner signer(OctetKeyPair jwk, Jca jca) throws GeneralSecurityException {
        PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(join(PKCS8_PREFIX, jwk.getDecodedD()));
        return new Signer(jca, jca.own(KeyFactory.getInstance(NAME).generatePrivate(encoded)));
    }

    static JWSVerifier verifier(OctetKeyPair jwk, Jca jca) throws GeneralSecurityException {
        X509EncodedKeySpec encoded = new X509EncodedKeySpec(join(X509_PREFIX, jwk.getDecodedX()));
        return new Verifier(jca, jca.own(KeyFactory.getInstance(NAME).generatePublic(encoded)));
    }

    private static Base64URL tail(byte[] encoded) {
        return Base64URL.encode(Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length));
    }

    private static byte[] join(byte[] prefix, byte[] key) {
        return ByteBuffer.allocate(prefix.length + key.length)
                .put(prefix)
                .put(key)
                .array();
    }

    /** Signs with one private key. */
    private static final class Signer extends BaseJWSProvider implements JWSSigner {

        private final Jca jca;
        private final PrivateKey key;

        Signer(Jca jca, PrivateKey key) {
            super(Set.of(JWSAlgorithm.EdDSA));
            this.jca = jca;
            this.key = key;
        }

        @Override
        public Base64URL sign(JWSHeader header, byte[] input) throws JOSEException {
            try {
                Signature signature = jca.signature(NAME);
                signature.initSign(key);
                signature.update(input);
                return Base64URL.encode(signature.sign());
            } catch (GeneralSecurityException e) {
                throw new JOSEException("Ed25519 signing failed", e);
            }
        }
    }

    /** Verifies with one public key. */
    private static final class Verifier extends BaseJWSProvider implements JWSVerifier {

        private final Jca jca;
        private final PublicKey key;

        Verifier(Jca jca, PublicKey key) {
            super(Set.of(JWSAlgorithm.EdDSA));
            this.jca = jca;
            this.key = key;
        }

        @Override
        public boolean verify(JWSHeader header, byte[] input, Base64URL code) {
            try {
                Signature signature = jca.signature(NAME);
                signature.initVerify(key);
                signature.update(input);
                return signature.verify(code.decode());
            } catch (GeneralSecurityException e) {
                return false;
            }
        }
    }
}
