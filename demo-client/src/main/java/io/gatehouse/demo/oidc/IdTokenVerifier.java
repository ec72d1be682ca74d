package io.gatehouse.demo.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.gatehouse.demo.wire.Check;
import io.gatehouse.demo.wire.Step;
import io.gatehouse.demo.wire.Trace;
import java.text.ParseException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Verifies an ID token as OpenID Connect Core 1.0 section 3.1.3.7 asks, and writes down each check. */
@Component
public final class IdTokenVerifier {

    // EdDSA is RFC 8037's name for Ed25519; RFC 9864 calls it Ed25519.
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256, JWSAlgorithm.ES256, JWSAlgorithm.PS256, JWSAlgorithm.EdDSA, JWSAlgorithm.Ed25519);

    private final Provider provider;
    private final SigningKeys keys;
    private final Clock clock;

    IdTokenVerifier(Provider provider, SigningKeys keys, Clock clock) {
        this.provider = provider;
        this.keys = keys;
        this.clock = clock;
    }

    /** Returns the claims; fails with {@link IdTokenException} at the first thing that is wrong. */
    public JWTClaimsSet verify(String token, Expectation expected, Trace trace) {
        List<Check> checks = new ArrayList<>();
        Metadata metadata = provider.metadata(new Trace());
        try {
            SignedJWT jwt = parse(token);
            JWSAlgorithm algorithm = jwt.getHeader().getAlgorithm();
            require(
                    checks,
                    "Algorithm is one of RS256, ES256, PS256, EdDSA",
                    algorithm,
                    ALGORITHMS.contains(algorithm));
            List<JWK> candidates = keys.matching(jwt.getHeader(), metadata.jwks(), trace);
            require(
                    checks,
                    "Signed by a key of the provider",
                    jwt.getHeader().getKeyID(),
                    candidates.stream().anyMatch(key -> verified(jwt, key)));
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            List<Check> found = new ClaimChecks(claims, clock.instant()).run(metadata.issuer(), expected, algorithm);
            checks.addAll(found);
            found.stream().filter(check -> !check.passed()).findFirst().ifPresent(IdTokenVerifier::refuse);
            return claims;
        } catch (ParseException e) {
            throw new IdTokenException("The ID token is not a signed JWT.");
        } finally {
            trace.add(Step.checking(
                    clock.instant(),
                    "Check the ID token",
                    "A token is only believed after every one of these checks; leaving one out lets someone sign in as"
                            + " somebody else.",
                    checks));
        }
    }

    private static SignedJWT parse(String token) throws ParseException {
        // SignedJWT.parse refuses "alg": "none" and encrypted tokens.
        return SignedJWT.parse(token);
    }

    private static void require(List<Check> checks, String name, Object found, boolean passed) {
        Check check = new Check(name, String.valueOf(found), passed);
        checks.add(check);
        if (!passed) {
            refuse(check);
        }
    }

    private static void refuse(Check failed) {
        throw new IdTokenException("The ID token failed this check: " + failed.name() + ".");
    }

    private static boolean verified(SignedJWT jwt, JWK key) {
        try {
            return switch (key) {
                case RSAKey rsa -> jwt.verify(new RSASSAVerifier(rsa));
                case ECKey ec -> jwt.verify(new ECDSAVerifier(ec));
                case OctetKeyPair okp -> Ed25519Signature.verified(jwt, okp);
                default -> false;
            };
        } catch (JOSEException e) {
            return false;
        }
    }
}
