package io.gatehouse.client;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.gatehouse.shared.Endpoints;
import io.gatehouse.shared.GatehouseProperties;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.stereotype.Component;

/** Checks a client assertion: its signature by a registered key, its claims, and that it was never shown before. */
@Component
final class ClientAssertions {

    private static final Set<JOSEObjectType> TYPES =
            Set.of(JOSEObjectType.JWT, new JOSEObjectType("client-authentication+jwt"));
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final int LONGEST_ID = 255;

    private final ClientKeys keys;
    private final JdbcReplays replays;
    private final Set<String> audiences;
    private final Clock clock;

    ClientAssertions(ClientKeys keys, JdbcReplays replays, GatehouseProperties server, Clock clock) {
        this.keys = keys;
        this.replays = replays;
        this.clock = clock;
        audiences = Set.of(server.issuer().toString(), server.url(Endpoints.TOKEN));
    }

    void verify(ClientEntry entry, String assertion) {
        String clientId = entry.client().getClientId();
        try {
            SignedJWT jwt = SignedJWT.parse(assertion);
            checkHeader(entry, jwt.getHeader());
            if (!signed(entry, jwt)) {
                throw ClientRefusal.client(clientId, "an assertion that no registered key signed");
            }
            Instant expiry = checkClaims(clientId, jwt.getJWTClaimsSet());
            // RFC 7523 section 3, item 7: the row is the proof that this node was the first to see it
            if (replays.remember(clientId, jwt.getJWTClaimsSet().getJWTID(), expiry) != 1) {
                throw ClientRefusal.client(clientId, "an assertion that was used before");
            }
        } catch (ParseException e) {
            throw ClientRefusal.client(clientId, "an unreadable assertion");
        }
    }

    /** RFC 8725 sections 3.1 and 3.11. Keys that the header itself carries or points to are ignored. */
    private static void checkHeader(ClientEntry entry, JWSHeader header) {
        String clientId = entry.client().getClientId();
        String algorithm = header.getAlgorithm().getName();
        String pinned = entry.signingAlgorithm();
        if (!ClientAuthentication.ASSERTION_ALGORITHMS.contains(algorithm)
                || (pinned != null && !pinned.equals(algorithm))) {
            throw ClientRefusal.client(clientId, "an assertion with an algorithm that is not accepted");
        }
        if (header.getType() != null && !TYPES.contains(header.getType())) {
            throw ClientRefusal.client(clientId, "an assertion of another token type");
        }
    }

    private boolean signed(ClientEntry entry, SignedJWT jwt) {
        for (JWK key : keys.candidates(entry, jwt.getHeader())) {
            try {
                if (jwt.verify(verifier(key))) {
                    return true;
                }
            } catch (JOSEException | IllegalStateException e) {
                // a key that can't check this signature did not make it
                continue;
            }
        }
        return false;
    }

    private static JWSVerifier verifier(JWK key) throws JOSEException {
        return switch (key) {
            case RSAKey rsa -> new RSASSAVerifier(rsa.toPublicJWK());
            case ECKey ec -> new ECDSAVerifier(ec.toPublicJWK());
            case OctetKeyPair okp -> new Ed25519Verifier(okp.toPublicJWK());
            default -> throw new JOSEException("Not a key for client assertions");
        };
    }

    /** RFC 7523 section 3, items 1 to 7; answers when the assertion expires. */
    private Instant checkClaims(String clientId, JWTClaimsSet claims) {
        Instant now = clock.instant();
        require(clientId, clientId.equals(claims.getIssuer()), "issuer");
        require(clientId, clientId.equals(claims.getSubject()), "subject");
        require(clientId, !Collections.disjoint(claims.getAudience(), audiences), "audience");
        Instant expiry = instant(claims.getExpirationTime());
        if (expiry == null || !expiry.isAfter(now) || expiry.isAfter(now.plus(LONGEST))) {
            throw wrong(clientId, "expiry");
        }
        require(clientId, notAfter(claims.getIssueTime(), now.plus(SKEW)), "time of issue");
        require(clientId, notAfter(claims.getNotBeforeTime(), now.plus(SKEW)), "start time");
        String id = claims.getJWTID();
        require(clientId, id != null && !id.isBlank() && id.length() <= LONGEST_ID, "jti");
        return expiry;
    }

    private static void require(String clientId, boolean fine, String what) {
        if (!fine) {
            throw wrong(clientId, what);
        }
    }

    private static OAuth2AuthenticationException wrong(String clientId, String what) {
        return ClientRefusal.client(clientId, "an assertion with a missing or wrong " + what);
    }

    private static boolean notAfter(@Nullable Date time, Instant limit) {
        return time == null || !time.toInstant().isAfter(limit);
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
