package io.gatehouse.notes.security;

import com.nimbusds.jose.KeySourceException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * Says who presents a token. Local rules come first, so that only tokens the issuer really signed for this API reach
 * its introspection endpoint.
 */
final class AccessTokenProvider implements AuthenticationProvider {

    private static final Logger log = LoggerFactory.getLogger(AccessTokenProvider.class);

    private final JwtDecoder decoder;
    private final IssuerClient issuer;
    private final @Nullable String introspectionSecret;

    AccessTokenProvider(JwtDecoder decoder, IssuerClient issuer, @Nullable String introspectionSecret) {
        this.decoder = decoder;
        this.issuer = issuer;
        this.introspectionSecret = introspectionSecret;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return BearerTokenAuthenticationToken.class.isAssignableFrom(authentication);
    }

    @Override
    public Authentication authenticate(Authentication request) {
        BearerTokenAuthenticationToken presented = (BearerTokenAuthenticationToken) request;
        Jwt token = decode(presented.getToken());
        // RFC 9068 section 4 allows more than local checks; RFC 7662 tells what was revoked since.
        if (introspectionSecret != null && !isActive(presented.getToken(), introspectionSecret)) {
            throw new InvalidBearerTokenException("revoked");
        }
        String subject = Objects.requireNonNull(token.getSubject(), "checked by AccessTokenRules");
        JwtAuthenticationToken caller = new JwtAuthenticationToken(token, authorities(token), subject);
        caller.setDetails(request.getDetails());
        return caller;
    }

    private Jwt decode(String value) {
        try {
            return decoder.decode(value);
        } catch (JwtException e) {
            if (e.getCause() instanceof KeySourceException unavailable) {
                throw new IssuerUnavailableException("The token's signature cannot be checked", unavailable);
            }
            log.debug("Refused a token: {}", e.getMessage());
            throw new InvalidBearerTokenException("invalid", e);
        }
    }

    private boolean isActive(String token, String secret) {
        try {
            return issuer.isActive(token, secret);
        } catch (IssuerUnavailableException e) {
            log.warn("Introspection failed: {}", e.getMessage());
            throw e;
        }
    }

    private static Collection<GrantedAuthority> authorities(Jwt token) {
        List<GrantedAuthority> authorities = new ArrayList<>();
        String scopes = token.getClaimAsString("scope");
        if (scopes != null) {
            for (String scope : scopes.split(" ", -1)) {
                if (!scope.isEmpty()) {
                    authorities.add(new SimpleGrantedAuthority("SCOPE_" + scope));
                }
            }
        }
        if (token.getClaim("roles") instanceof Collection<?> roles) {
            for (Object role : roles) {
                if (role instanceof String name && !name.isBlank()) {
                    authorities.add(new SimpleGrantedAuthority("ROLE_" + name));
                }
            }
        }
        return authorities;
    }
}
