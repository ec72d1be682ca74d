package io.gatehouse.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import io.gatehouse.client.ClientPolicy;
import io.gatehouse.client.ScopeCatalog;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.GatehouseProperties;
import io.gatehouse.signingkey.SigningKeyService;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/** Makes the signed tokens: RFC 9068 access tokens and OpenID Connect ID tokens. Touches no database. */
final class TokenIssuer {

    static final String ACCESS_TOKEN_TYPE = "at+jwt";
    static final String ID_TOKEN_TYPE = "JWT";

    private final SigningKeyService signingKeys;
    private final ScopeCatalog scopeCatalog;
    private final GatehouseProperties server;
    private final TokenProperties properties;
    private final Clock clock;
    private final RightsClaims rightsClaims = new RightsClaims();

    TokenIssuer(
            SigningKeyService signingKeys,
            ScopeCatalog scopeCatalog,
            GatehouseProperties server,
            TokenProperties properties,
            Clock clock) {
        this.signingKeys = signingKeys;
        this.scopeCatalog = scopeCatalog;
        this.server = server;
        this.properties = properties;
        this.clock = clock;
    }

    /** What goes with the access token: the refresh token, and whether the ID token repeats the request's nonce. */
    record Extras(@Nullable String refreshToken, boolean firstIdToken) {}

    GrantedTokens issue(Grant grant, Set<String> scopes, HeldRights rights, RegisteredClient client, Extras extras) {
        ClientPolicy policy = ClientPolicy.of(client);
        Instant now = clock.instant();
        Instant expires = end(grant, now.plus(policy.accessTokenLifetime()));
        JWTClaimsSet.Builder claims = accessToken(grant.subject().toString(), client, scopes, now, expires)
                .jwtID(TokenId.of(grant.id()).text())
                .audience(audience(scopes))
                .claim("sid", grant.sid().toString())
                .claim("auth_time", grant.authentication().authTime().getEpochSecond())
                .claim("acr", grant.authentication().acr())
                .claim("amr", grant.authentication().amr());
        acting(grant, claims);
        Map<String, List<String>> leftOut = rightsClaims.write(rights, client, claims);
        String idToken = grant.scopes().contains(OidcScopes.OPENID) ? idToken(grant, policy, extras, now) : null;
        return new GrantedTokens(
                sign(policy.accessTokenAlgorithm(), claims, ACCESS_TOKEN_TYPE),
                now,
                expires,
                scopes,
                extras.refreshToken(),
                idToken,
                new GrantedTokens.Basis(grant, leftOut));
    }

    GrantedTokens issueForClient(RegisteredClient client, Set<String> scopes) {
        ClientPolicy policy = ClientPolicy.of(client);
        Instant now = clock.instant();
        Instant expires = now.plus(policy.accessTokenLifetime());
        // RFC 9068 section 2.2: without a resource owner, sub names the client
        JWTClaimsSet.Builder claims = accessToken(client.getClientId(), client, scopes, now, expires)
                .jwtID(TokenId.withoutGrant().text())
                .audience(audience(scopes));
        String token = sign(policy.accessTokenAlgorithm(), claims, ACCESS_TOKEN_TYPE);
        return new GrantedTokens(token, now, expires, scopes, null, null, new GrantedTokens.Basis(null, Map.of()));
    }

    private JWTClaimsSet.Builder accessToken(
            String subject, RegisteredClient client, Set<String> scopes, Instant now, Instant expires) {
        return new JWTClaimsSet.Builder()
                .issuer(server.issuer().toString())
                .subject(subject)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(expires))
                .claim("client_id", client.getClientId())
                .claim("scope", String.join(" ", scopes));
    }

    /** OpenID Connect Core 2; a refreshed ID token keeps auth_time and sid and needs no nonce (section 12.2). */
    private String idToken(Grant grant, ClientPolicy policy, Extras extras, Instant now) {
        Duration lifetime = properties.idTokenLifetime();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(server.issuer().toString())
                .subject(grant.subject().toString())
                .audience(grant.clientId())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(end(grant, now.plus(lifetime))))
                .claim("auth_time", grant.authentication().authTime().getEpochSecond())
                .claim("acr", grant.authentication().acr())
                .claim("amr", grant.authentication().amr())
                .claim("sid", grant.sid().toString());
        acting(grant, claims);
        if (extras.firstIdToken() && grant.nonce() != null) {
            claims.claim("nonce", grant.nonce());
        }
        return sign(policy.idTokenAlgorithm(), claims, ID_TOKEN_TYPE);
    }

    /** RFC 8693 section 4.1: who really acts where the subject does not. */
    private static void acting(Grant grant, JWTClaimsSet.Builder claims) {
        AccountId admin = grant.authentication().actingAdmin();
        if (admin != null) {
            claims.claim("act", Map.of("sub", admin.toString()));
        }
    }

    /** Where somebody acts as another person, no token outlives that. */
    private static Instant end(Grant grant, Instant usual) {
        boolean sooner = grant.authentication().actingAdmin() != null
                && grant.expiresAt().isBefore(usual);
        return sooner ? grant.expiresAt() : usual;
    }

    /** The APIs that the scopes belong to; this server itself when openid opens userinfo, or when nothing else fits. */
    private List<String> audience(Set<String> scopes) {
        Set<String> audience = new LinkedHashSet<>(scopeCatalog.resources(scopes));
        if (audience.isEmpty() || scopes.contains(OidcScopes.OPENID)) {
            audience.add(server.issuer().toString());
        }
        return List.copyOf(audience);
    }

    private String sign(JWSAlgorithm algorithm, JWTClaimsSet.Builder claims, String type) {
        return signingKeys.sign(algorithm, claims.build(), type);
    }
}
