package io.gatehouse.notes.security;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.gatehouse.notes.NotesProperties;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;

/** What makes a JWT an access token for this API: RFC 9068 section 4, checked without asking anybody. */
final class AccessTokenRules {

    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256, JWSAlgorithm.PS256);
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(10);
    private static final int MAX_SUBJECT_LENGTH = 255;

    private AccessTokenRules() {}

    static NimbusJwtDecoder decoder(JWKSource<SecurityContext> keys, NotesProperties properties, Clock clock) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        // RFC 9068 section 4: the type sets access tokens apart from ID tokens and other JWTs of the same issuer.
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt")));
        // RFC 8725 sections 3.1 and 3.5: our algorithms, the issuer's published keys; the header only picks among them.
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
        processor.setJWTClaimsSetVerifier((claims, context) -> {
            // RFC 9068 section 2.2 requires it; asked here, because the decoder makes one up where it is missing.
            if (claims.getIssueTime() == null) {
                throw new BadJWTException("no issue time");
            }
        });
        NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(validator(properties, clock));
        return decoder;
    }

    private static OAuth2TokenValidator<Jwt> validator(NotesProperties properties, Clock clock) {
        JwtTimestampValidator timestamps = new JwtTimestampValidator(CLOCK_SKEW);
        timestamps.setClock(clock);
        timestamps.setAllowEmptyExpiryClaim(false);
        return new DelegatingOAuth2TokenValidator<>(List.of(timestamps, token -> claims(token, properties)));
    }

    private static OAuth2TokenValidatorResult claims(Jwt token, NotesProperties properties) {
        if (!properties.issuer().equals(token.getClaimAsString("iss"))) {
            return failure("another issuer");
        }
        // RFC 9068 section 4, RFC 8707 section 2: a token for another API is worth nothing here.
        if (token.getAudience() == null || !token.getAudience().contains(properties.resource())) {
            return failure("another audience");
        }
        // RFC 9068 section 2.2: these claims are required.
        String subject = token.getSubject();
        if (subject == null || subject.isBlank() || subject.length() > MAX_SUBJECT_LENGTH) {
            return failure("no usable subject");
        }
        if (!(token.getClaim("client_id") instanceof String) || token.getId() == null) {
            return failure("a required claim is missing");
        }
        // RFC 9068 section 2.2.3: one string of scopes with spaces in between.
        Object scope = token.getClaim("scope");
        if (scope != null && !(scope instanceof String)) {
            return failure("scope is not a string");
        }
        return isBindingUnderstood(token) ? OAuth2TokenValidatorResult.success() : failure("an unknown binding");
    }

    /** RFC 7800 section 3.1: a token bound in a way that is not checked here would become a bearer token. */
    private static boolean isBindingUnderstood(Jwt token) {
        Object confirmation = token.getClaim("cnf");
        return confirmation == null
                || (confirmation instanceof Map<?, ?> members
                        && members.keySet().equals(Set.of("jkt"))
                        && members.get("jkt") instanceof String thumbprint
                        && !thumbprint.isBlank());
    }

    private static OAuth2TokenValidatorResult failure(String reason) {
        OAuth2Error error = BearerTokenErrors.invalidToken(reason);
        return OAuth2TokenValidatorResult.failure(error);
    }
}
