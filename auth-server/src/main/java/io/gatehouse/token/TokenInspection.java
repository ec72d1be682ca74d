package io.gatehouse.token;

import com.nimbusds.jwt.JWTClaimsSet;
import io.gatehouse.client.ClientPolicy;
import io.gatehouse.keyring.RandomTokens;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.GatehouseProperties;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/** Says whether a token is good right now (RFC 7662), and revokes tokens (RFC 7009). At most one read each. */
public final class TokenInspection {

    private static final Map<String, Object> INACTIVE = Map.of("active", false);

    private final JdbcGrants grants;
    private final AccessTokenVerifier accessTokens;
    private final GatehouseProperties server;
    private final Clock clock;

    TokenInspection(JdbcGrants grants, AccessTokenVerifier accessTokens, GatehouseProperties server, Clock clock) {
        this.grants = grants;
        this.accessTokens = accessTokens;
        this.server = server;
        this.clock = clock;
    }

    /**
     * The introspection response for a caller. Only the token's own client, or a client that is allowed to introspect and that
     * the token may be for, learns anything (RFC 7662 section 4); everybody else gets {@code active: false}.
     */
    public Map<String, Object> introspect(String token, RegisteredClient caller) {
        return looksLikeJwt(token) ? introspectAccessToken(token, caller) : introspectRefreshToken(token, caller);
    }

    private Map<String, Object> introspectAccessToken(String token, RegisteredClient caller) {
        Optional<JWTClaimsSet> verified = accessTokens.verify(token);
        if (verified.isEmpty() || !mayRead(caller, verified.get().getClaim("client_id"))) {
            return INACTIVE;
        }
        JWTClaimsSet claims = verified.get();
        if (!active(claims)) {
            return INACTIVE;
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("active", true);
        answer.put("token_type", "Bearer");
        claims.getClaims().forEach((name, value) -> {
            switch (name) {
                case "iat" -> answer.put(name, claims.getIssueTime().toInstant().getEpochSecond());
                case "exp" ->
                    answer.put(name, claims.getExpirationTime().toInstant().getEpochSecond());
                case "aud" -> answer.put(name, single(claims.getAudience()));
                default -> answer.put(name, value);
            }
        });
        return answer;
    }

    private boolean active(JWTClaimsSet claims) {
        TokenId id = TokenId.parse(claims.getJWTID());
        return id.grantId() == null
                ? !grants.isRevokedToken(id.text())
                : grants.find(id.grantId())
                        .filter(state -> state.revokedAt() == null && state.accountActive())
                        .isPresent();
    }

    private Map<String, Object> introspectRefreshToken(String token, RegisteredClient caller) {
        Instant now = clock.instant();
        return grants.findByRefreshToken(RandomTokens.sha256(token))
                .filter(stored -> mayRead(caller, stored.state().grant().clientId()))
                .filter(stored -> stored.state().live(now)
                        && stored.usedAt() == null
                        && stored.expiresAt().isAfter(now))
                .map(this::describe)
                .orElse(INACTIVE);
    }

    private Map<String, Object> describe(JdbcGrants.StoredRefreshToken stored) {
        Grant grant = stored.state().grant();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("active", true);
        answer.put("iss", server.issuer().toString());
        answer.put("sub", grant.subject().toString());
        answer.put("client_id", grant.clientId());
        answer.put("scope", String.join(" ", grant.scopes()));
        answer.put("iat", stored.createdAt().getEpochSecond());
        answer.put("exp", stored.expiresAt().getEpochSecond());
        AccountId admin = grant.authentication().actingAdmin();
        if (admin != null) {
            answer.put("act", Map.of("sub", admin.toString()));
        }
        return answer;
    }

    /**
     * Revokes an access or refresh token of the caller, and with it the grant behind it (RFC 7009 section 2.1). Tokens that are
     * unknown, dead, or somebody else's are left alone without a word (section 2.2).
     */
    public void revoke(String token, RegisteredClient caller) {
        Instant now = clock.instant();
        if (!looksLikeJwt(token)) {
            grants.findByRefreshToken(RandomTokens.sha256(token))
                    .map(stored -> stored.state().grant())
                    .filter(grant -> grant.clientId().equals(caller.getClientId()))
                    .ifPresent(grant -> grants.revoke(grant.id(), now));
            return;
        }
        accessTokens
                .verify(token)
                .filter(claims -> caller.getClientId().equals(claims.getClaim("client_id")))
                .ifPresent(claims -> {
                    TokenId id = TokenId.parse(claims.getJWTID());
                    if (id.grantId() == null) {
                        grants.insertRevokedToken(
                                id.text(), claims.getExpirationTime().toInstant());
                    } else {
                        grants.revoke(id.grantId(), now);
                    }
                });
    }

    /** The subject and scopes of a live access token that opens userinfo, or empty (OpenID Connect Core 5.3). */
    public Optional<UserInfoAccess> openUserInfo(String token) {
        return accessTokens
                .verify(token)
                .filter(claims -> claims.getAudience().contains(server.issuer().toString()))
                .flatMap(claims -> Optional.ofNullable(
                                TokenId.parse(claims.getJWTID()).grantId())
                        .flatMap(grants::findSubject)
                        .map(subject ->
                                new UserInfoAccess(subject, Set.of(scope(claims).split(" ")))));
    }

    /**
     * A person's live access token for an API of this server (RFC 9068 section 4), or empty. A token that is good for yet
     * another API is refused: whoever runs that one could show it here. One read, so that revoking the grant and disabling
     * the account count at once.
     */
    public Optional<ApiAccess> openApi(String token, String audience) {
        return accessTokens
                .verify(token)
                .filter(claims -> onlyFor(claims.getAudience(), audience))
                .flatMap(claims -> Optional.ofNullable(
                                TokenId.parse(claims.getJWTID()).grantId())
                        .flatMap(grants::find)
                        .filter(state -> state.live(clock.instant()))
                        // whoever acts as another person does not administer as that person
                        .filter(state -> state.grant().authentication().actingAdmin() == null)
                        .map(state -> apiAccess(state.grant(), scope(claims))));
    }

    private boolean onlyFor(List<String> audiences, String audience) {
        String userinfo = server.issuer().toString();
        return audiences.contains(audience)
                && audiences.stream().allMatch(each -> each.equals(audience) || each.equals(userinfo));
    }

    private static ApiAccess apiAccess(Grant grant, String scopes) {
        return new ApiAccess(
                grant.subject(),
                grant.clientId(),
                grant.sid(),
                Set.of(scopes.split(" ")),
                grant.authentication().acr(),
                grant.authentication().amr(),
                grant.authentication().authTime());
    }

    private static boolean mayRead(RegisteredClient caller, Object clientId) {
        return caller.getClientId().equals(clientId) || ClientPolicy.of(caller).mayIntrospect();
    }

    private static Object single(List<String> audience) {
        return audience.size() == 1 ? audience.getFirst() : audience;
    }

    private static String scope(JWTClaimsSet claims) {
        return claims.getClaim("scope") instanceof String scope ? scope : "";
    }

    private static boolean looksLikeJwt(String token) {
        return token.indexOf('.') > 0;
    }
}
