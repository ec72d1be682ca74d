package io.gatehouse.notes.security;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The issuer's verification keys. A token with a key that is not among them makes the keys be fetched again, because
 * the issuer may have rotated them, but not more often than every ten seconds: invented key ids cost the issuer nothing.
 */
@Component
final class IssuerKeys implements JWKSource<SecurityContext> {

    private static final Duration BETWEEN_LOOKUPS = Duration.ofSeconds(10);

    private final Remembered<JWKSet> keys;

    IssuerKeys(IssuerClient issuer, Clock clock) {
        this.keys = new Remembered<>(clock, () -> parse(issuer.fetchKeys()));
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        try {
            List<JWK> known = selector.select(keys.get());
            return known.isEmpty() ? selector.select(keys.notOlderThan(BETWEEN_LOOKUPS)) : known;
        } catch (IssuerUnavailableException e) {
            throw new RemoteKeySourceException("The issuer's keys are not available", e);
        }
    }

    private static JWKSet parse(String text) {
        try {
            return JWKSet.parse(text);
        } catch (ParseException e) {
            throw new IssuerUnavailableException("The issuer's key set is malformed", e);
        }
    }
}
