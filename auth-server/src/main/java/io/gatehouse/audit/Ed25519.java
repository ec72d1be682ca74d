package io.gatehouse.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** Ed25519 (RFC 8032) with keys as their 32 raw bytes; the JDK does the work. */
final class Ed25519 {

    private static final String NAME = "Ed25519";
    private static final int KEY_BYTES = 32;

    /** What stands before the 32 bytes in the encoding of RFC 8410. */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private Ed25519() {}

    /** The public key's raw bytes and the private key's PKCS#8 encoding. */
    record Pair(byte[] publicKey, byte[] privateKey) {}

    static Pair generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(NAME).generateKeyPair();
            byte[] encoded = pair.getPublic().getEncoded();
            return new Pair(
                    Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length),
                    pair.getPrivate().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No Ed25519 key could be made", e);
        }
    }

    static byte[] sign(byte[] privateKey, byte[] message) {
        try {
            Signature signature = Signature.getInstance(NAME);
            signature.initSign(KeyFactory.getInstance(NAME).generatePrivate(new PKCS8EncodedKeySpec(privateKey)));
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The audit key did not sign", e);
        }
    }

    static boolean verify(byte[] publicKey, byte[] message, byte[] code) {
        try {
            byte[] encoded = ByteBuffer.allocate(X509_PREFIX.length + publicKey.length)
                    .put(X509_PREFIX)
                    .put(publicKey)
                    .array();
            PublicKey key = KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(encoded));
            Signature signature = Signature.getInstance(NAME);
            signature.initVerify(key);
            signature.update(message);
            return signature.verify(code);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** The thumbprint of RFC 7638 with the members that RFC 8037 section 2 names. */
    static String thumbprint(byte[] publicKey) {
        String members = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + base64(publicKey) + "\"}";
        return base64(TrailHash.sha256().digest(members.getBytes(StandardCharsets.UTF_8)));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
