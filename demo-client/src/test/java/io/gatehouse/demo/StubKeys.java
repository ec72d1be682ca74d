package io.gatehouse.demo;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Keys of the stub provider, and a signer that also signs what no provider should. */
final class StubKeys {

    private static final PSSParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);
    private static final Pattern JWT = Pattern.compile("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*");

    private final ECKey ec;
    private final KeyPair ed;
    private final RSAKey foreign;
    private volatile RSAKey rsa;

    StubKeys() {
        try {
            rsa = new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
            foreign = new RSAKeyGenerator(2048).generate();
            ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
            ed = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    void rotate() {
        try {
            rsa = new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    String publicJson() {
        byte[] spki = ed.getPublic().getEncoded();
        byte[] x = Arrays.copyOfRange(spki, spki.length - 32, spki.length);
        OctetKeyPair okp = new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(x))
                .keyID("ed")
                .build();
        return new JWKSet(List.of(rsa, ec, okp)).toString(true);
    }

    static List<String> tokensIn(String text) {
        return new ArrayList<>(
                JWT.matcher(text).results().map(MatchResult::group).toList());
    }

    /** Signs by the rules, except for "none", "HS256" (with the public key as its secret) and "foreign". */
    String sign(String algorithm, JWTClaimsSet claims) {
        String name = algorithm.equals("foreign") ? "RS256" : algorithm;
        String kid = switch (name) {
            case "ES256" -> "ec";
            case "EdDSA" -> "ed";
            default -> rsa.getKeyID();
        };
        String input = Base64URL.encode("{\"alg\":\"%s\",\"kid\":\"%s\"}".formatted(name, kid)) + "."
                + Base64URL.encode(claims.toString());
        try {
            return input + "." + Base64URL.encode(signature(algorithm, input.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] signature(String algorithm, byte[] input) throws GeneralSecurityException, JOSEException {
        return switch (algorithm) {
            case "none" -> new byte[0];
            case "HS256" -> {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(rsa.toRSAPublicKey().getEncoded(), "HmacSHA256"));
                yield mac.doFinal(input);
            }
            case "foreign" -> with("SHA256withRSA", foreign.toPrivateKey(), null, input);
            case "PS256" -> with("RSASSA-PSS", rsa.toPrivateKey(), PSS, input);
            case "ES256" -> with("SHA256withECDSAinP1363Format", ec.toPrivateKey(), null, input);
            case "EdDSA" -> with("Ed25519", ed.getPrivate(), null, input);
            default -> with("SHA256withRSA", rsa.toPrivateKey(), null, input);
        };
    }

    private static byte[] with(String name, PrivateKey key, @Nullable AlgorithmParameterSpec parameters, byte[] input)
            throws GeneralSecurityException {
        Signature signature = Signature.getInstance(name);
        if (parameters != null) {
            signature.setParameter(parameters);
        }
        signature.initSign(key);
        signature.update(input);
        return signature.sign();
    }
}
