package io.gatehouse.notes;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** Object mother for tokens: good ones, which each test then spoils in one way. */
public final class TestTokens {

    public static final String RESOURCE = "https://notes.example.test";
    public static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

    private TestTokens() {}

    /** The claims of a token that may read and write the notes of this person. */
    public static JWTClaimsSet.Builder claims(StubIssuer issuer, String subject) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(issuer.url())
                .subject(subject)
                .audience(List.of("https://other.example.test", RESOURCE))
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .jwtID(UUID.randomUUID().toString())
                .claim("client_id", "demo")
                .claim("scope", "notes.read notes.write");
    }

    public static String accessToken(StubIssuer issuer, String subject, Consumer<JWTClaimsSet.Builder> change) {
        JWTClaimsSet.Builder claims = claims(issuer, subject);
        change.accept(claims);
        return sign(issuer.ecKey, header(JWSAlgorithm.ES256, issuer.ecKey).build(), claims.build());
    }

    public static String accessToken(StubIssuer issuer, String subject) {
        return accessToken(issuer, subject, claims -> {});
    }

    public static String boundToken(StubIssuer issuer, String subject, ECKey key) {
        return accessToken(issuer, subject, claims -> claims.claim("cnf", Map.of("jkt", thumbprint(key))));
    }

    public static JWSHeader.Builder header(JWSAlgorithm algorithm, JWK key) {
        return new JWSHeader.Builder(algorithm).type(ACCESS_TOKEN).keyID(key.getKeyID());
    }

    /** A DPoP proof (RFC 9449 section 4.2). */
    public static String proof(ECKey key, String method, String url, String accessToken) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(Instant.now()))
                .claim("htm", method)
                .claim("htu", url)
                .claim("ath", sha256(accessToken))
                .build();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("dpop+jwt"))
                .jwk(key.toPublicJWK())
                .build();
        return sign(key, header, claims);
    }

    public static String sign(JWK key, JWSHeader header, JWTClaimsSet claims) {
        try {
            JWSSigner signer = key instanceof RSAKey rsa ? new RSASSASigner(rsa) : new ECDSASigner(key.toECKey());
            return sign(signer, header, claims);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String sign(JWSSigner signer, JWSHeader header, JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String thumbprint(ECKey key) {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
