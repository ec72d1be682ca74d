package io.gatehouse.passkey;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A browser and an authenticator in one, as strict or as wicked as a test wants it: one credential, in memory. */
final class SoftAuthenticator {

    static final int PRESENT = 0x01;
    static final int VERIFIED = 0x04;
    static final int SYNCED = 0x08;
    static final int BACKED_UP = 0x10;

    private static final int ATTESTED = 0x40;
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
    private static final SecureRandom RANDOM = new SecureRandom();

    String origin;
    String rpId = "localhost";
    String aaguid = "00000000-0000-0000-0000-000000000000";
    int flags = PRESENT | VERIFIED;
    long signCount;
    boolean crossOrigin;
    String creationType = "webauthn.create";
    String requestType = "webauthn.get";
    byte[] id = random(32);
    byte[] userHandle = new byte[0];

    private final int algorithm;
    private final KeyPair keys;

    SoftAuthenticator(String origin) {
        this(origin, -7);
    }

    SoftAuthenticator(String origin, int algorithm) {
        this.origin = origin;
        this.algorithm = algorithm;
        this.keys = generate(algorithm);
    }

    String idText() {
        return text(id);
    }

    /** Answers navigator.credentials.create() in the form of WebAuthn section 5.1.3. */
    String create(JsonNode options) {
        userHandle = Base64.getUrlDecoder().decode(options.at("/user/id").asString());
        byte[] clientData = clientData(creationType, options);
        byte[] authenticatorData = concat(
                authenticatorData(flags | ATTESTED),
                HexFormat.of().parseHex(aaguid.replace("-", "")),
                ByteBuffer.allocate(2).putShort((short) id.length).array(),
                id,
                coseKey());
        byte[] attestation = concat(
                head(5, 3),
                cborText("fmt"),
                cborText("none"),
                cborText("attStmt"),
                head(5, 0),
                cborText("authData"),
                cborBytes(authenticatorData));
        return credential("\"clientDataJSON\":\"" + text(clientData) + "\",\"attestationObject\":\"" + text(attestation)
                + "\",\"transports\":[\"internal\",\"hybrid\"]");
    }

    /** Answers navigator.credentials.get(). */
    String get(JsonNode options) {
        signCount += signCount == 0 ? 0 : 1;
        byte[] clientData = clientData(requestType, options);
        byte[] authenticatorData = authenticatorData(flags);
        byte[] signature = sign(concat(authenticatorData, sha256(clientData)));
        return credential("\"clientDataJSON\":\"" + text(clientData) + "\",\"authenticatorData\":\""
                + text(authenticatorData) + "\",\"signature\":\"" + text(signature) + "\""
                + (userHandle.length == 0 ? "" : ",\"userHandle\":\"" + text(userHandle) + "\""));
    }

    private String credential(String response) {
        return "{\"id\":\"" + idText() + "\",\"rawId\":\"" + idText() + "\",\"type\":\"public-key\","
                + "\"authenticatorAttachment\":\"platform\",\"clientExtensionResults\":{},\"response\":{" + response
                + "}}";
    }

    private byte[] clientData(String type, JsonNode options) {
        String json = "{\"type\":\"" + type + "\",\"challenge\":\""
                + options.at("/challenge").asString() + "\",\"origin\":\"" + origin + "\",\"crossOrigin\":"
                + crossOrigin
                + "}";
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private byte[] authenticatorData(int withFlags) {
        return concat(
                sha256(rpId.getBytes(StandardCharsets.UTF_8)),
                new byte[] {(byte) withFlags},
                ByteBuffer.allocate(4).putInt((int) signCount).array());
    }

    /** RFC 9053 sections 7.1 and 7.2, RFC 8230 section 4. */
    private byte[] coseKey() {
        return switch (keys.getPublic()) {
            case ECPublicKey key ->
                concat(
                        head(5, 5),
                        cborInt(1),
                        cborInt(2),
                        cborInt(3),
                        cborInt(-7),
                        cborInt(-1),
                        cborInt(1),
                        cborInt(-2),
                        cborBytes(fixed(key.getW().getAffineX(), 32)),
                        cborInt(-3),
                        cborBytes(fixed(key.getW().getAffineY(), 32)));
            case EdECPublicKey key -> {
                byte[] encoded = key.getEncoded();
                byte[] point = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
                yield concat(
                        head(5, 4),
                        cborInt(1),
                        cborInt(1),
                        cborInt(3),
                        cborInt(-8),
                        cborInt(-1),
                        cborInt(6),
                        cborInt(-2),
                        cborBytes(point));
            }
            case RSAPublicKey key ->
                concat(
                        head(5, 4),
                        cborInt(1),
                        cborInt(3),
                        cborInt(3),
                        cborInt(algorithm),
                        cborInt(-1),
                        cborBytes(fixed(key.getModulus(), 256)),
                        cborInt(-2),
                        cborBytes(key.getPublicExponent().toByteArray()));
            default -> throw new IllegalStateException();
        };
    }

    private byte[] sign(byte[] message) {
        String name = Map.of(-7, "SHA256withECDSA", -8, "Ed25519", -257, "SHA256withRSA")
                .getOrDefault(algorithm, "SHA1withRSA");
        try {
            Signature signature = Signature.getInstance(name);
            signature.initSign(keys.getPrivate());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair generate(int algorithm) {
        try {
            KeyPairGenerator generator =
                    KeyPairGenerator.getInstance(Map.of(-7, "EC", -8, "Ed25519").getOrDefault(algorithm, "RSA"));
            if (algorithm == -7) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            } else if (algorithm != -8) {
                generator.initialize(2048);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] head(int major, int value) {
        return value < 24
                ? new byte[] {(byte) (major << 5 | value)}
                : value < 256
                        ? new byte[] {(byte) (major << 5 | 24), (byte) value}
                        : new byte[] {(byte) (major << 5 | 25), (byte) (value >> 8), (byte) value};
    }

    private static byte[] cborInt(int value) {
        return value >= 0 ? head(0, value) : head(1, -1 - value);
    }

    private static byte[] cborText(String value) {
        return concat(head(3, value.length()), value.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] cborBytes(byte[] value) {
        return concat(head(2, value.length), value);
    }

    private static byte[] fixed(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        byte[] result = new byte[length];
        int count = Math.min(bytes.length, length);
        System.arraycopy(bytes, bytes.length - count, result, length - count, count);
        return result;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static String text(byte[] bytes) {
        return BASE64URL.encodeToString(bytes);
    }
}
