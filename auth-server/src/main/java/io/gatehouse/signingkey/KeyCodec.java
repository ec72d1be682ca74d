package io.gatehouse.signingkey;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSProvider;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;

/** Makes keys of each algorithm, and from a key what signs and what verifies. */
final class KeyCodec {

    private final Jca jca;
    private final int rsaBits;

    KeyCodec(Jca jca, int rsaBits) {
        this.jca = jca;
        this.rsaBits = rsaBits;
    }

    /** A new key pair, named by its thumbprint (RFC 7638). */
    JWK generate(JWSAlgorithm algorithm) {
        try {
            return switch (algorithm.getName()) {
                case "RS256", "PS256" -> generateRsa(algorithm);
                case "ES256" -> generateEc(algorithm);
                case "EdDSA" ->
                    Ed25519.generate()
                            .keyUse(KeyUse.SIGNATURE)
                            .algorithm(algorithm)
                            .keyIDFromThumbprint()
                            .build();
                default -> throw unsupported(algorithm.getName());
            };
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException("No " + algorithm + " key could be made", e);
        }
    }

    private JWK generateRsa(JWSAlgorithm algorithm) throws GeneralSecurityException, JOSEException {
        KeyPairGenerator generator = jca.generator("RSA");
        generator.initialize(rsaBits);
        KeyPair pair = generator.generateKeyPair();
        return new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                .privateKey(pair.getPrivate())
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(algorithm)
                .keyIDFromThumbprint()
                .build();
    }

    private JWK generateEc(JWSAlgorithm algorithm) throws GeneralSecurityException, JOSEException {
        KeyPairGenerator generator = jca.generator("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        return new ECKey.Builder(Curve.P_256, (ECPublicKey) pair.getPublic())
                .privateKey(pair.getPrivate())
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(algorithm)
                .keyIDFromThumbprint()
                .build();
    }

    JWSSigner signer(JWK key) {
        try {
            return switch (key) {
                case RSAKey rsa -> onProvider(new RSASSASigner(jca.own(rsa.toPrivateKey())));
                case ECKey ec -> onProvider(new ECDSASigner(jca.own(ec.toPrivateKey()), Curve.P_256));
                case OctetKeyPair okp -> Ed25519.signer(okp, jca);
                default -> throw unsupported(key.getKeyType().getValue());
            };
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException("Key " + key.getKeyID() + " cannot sign", e);
        }
    }

    JWSVerifier verifier(JWK key) {
        try {
            return switch (key) {
                case RSAKey rsa -> onProvider(new RSASSAVerifier((RSAPublicKey) jca.own(rsa.toPublicKey())));
                case ECKey ec -> onProvider(new ECDSAVerifier((ECPublicKey) jca.own(ec.toPublicKey())));
                case OctetKeyPair okp -> Ed25519.verifier(okp, jca);
                default -> throw unsupported(key.getKeyType().getValue());
            };
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException("Key " + key.getKeyID() + " cannot verify", e);
        }
    }

    private <T extends JWSProvider> T onProvider(T part) {
        part.getJCAContext().setProvider(jca.provider());
        return part;
    }

    private static IllegalArgumentException unsupported(String name) {
        return new IllegalArgumentException("The server does not sign with " + name);
    }
}
