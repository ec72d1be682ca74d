package io.gatehouse.demo.oidc;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import io.gatehouse.demo.wire.Check;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules for the claims of an ID token (OpenID Connect Core 1.0 sections 3.1.3.7, 3.1.3.8 and 12.2). */
final class ClaimChecks {

    private static final Duration SKEW = Duration.ofSeconds(30);

    private final JWTClaimsSet claims;
    private final Instant now;
    private final List<Check> checks = new ArrayList<>();

    ClaimChecks(JWTClaimsSet claims, Instant now) {
        this.claims = claims;
        this.now = now;
    }

    List<Check> run(String issuer, Expectation expected, JWSAlgorithm algorithm) {
        List<String> audience = claims.getAudience();
        Object azp = claims.getClaim("azp");
        Instant expires = instant(claims.getExpirationTime());
        Instant issued = instant(claims.getIssueTime());
        add("Issuer is the one we asked", claims.getIssuer(), issuer.equals(claims.getIssuer()));
        add("Audience is this app", String.join(" ", audience), audience.contains(expected.clientId()));
        add(
                "Authorized party is this app, where needed",
                azp,
                azp == null ? audience.size() == 1 : expected.clientId().equals(azp));
        add("Not expired", expires, expires != null && now.isBefore(expires.plus(SKEW)));
        add("Not issued in the future", issued, issued != null && !issued.isAfter(now.plus(SKEW)));
        add("Names a person", claims.getSubject(), present(claims.getSubject()));
        if (expected.nonce() != null) {
            Object nonce = claims.getClaim("nonce");
            add("Nonce is the one we sent", nonce, expected.nonce().equals(nonce));
        }
        if (expected.subject() != null) {
            add("Still the same person", claims.getSubject(), expected.subject().equals(claims.getSubject()));
        }
        maxAge(expected.maxAge());
        accessTokenHash(expected.accessToken(), algorithm);
        return checks;
    }

    private void maxAge(@Nullable Integer maxAge) {
        if (maxAge != null) {
            Instant signedIn = claims.getClaim("auth_time") instanceof Number time
                    ? Instant.ofEpochSecond(time.longValue())
                    : null;
            boolean recent = signedIn != null
                    && !now.isAfter(signedIn.plusSeconds(maxAge).plus(SKEW));
            add("Signed in within max_age", signedIn, recent);
        }
    }

    private void accessTokenHash(String accessToken, JWSAlgorithm algorithm) {
        // Section 3.1.3.6: left half of the hash that belongs to the signature algorithm; optional in this flow.
        Object hash = claims.getClaim("at_hash");
        if (hash != null) {
            boolean sha512 = algorithm.equals(JWSAlgorithm.EdDSA) || algorithm.equals(JWSAlgorithm.Ed25519);
            add(
                    "Belongs to the access token",
                    hash,
                    leftHalf(accessToken, sha512 ? "SHA-512" : "SHA-256").equals(hash));
        }
    }

    private static String leftHalf(String token, String hash) {
        try {
            byte[] digest = MessageDigest.getInstance(hash).digest(token.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, digest.length / 2));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void add(String name, @Nullable Object found, boolean passed) {
        checks.add(new Check(name, found == null ? "not there" : found.toString(), passed));
    }

    private static boolean present(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
