package io.gatehouse.token;

import io.gatehouse.client.ClientPolicy;
import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.Purpose;
import io.gatehouse.keyring.RandomTokens;
import io.gatehouse.shared.AccountId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * The life of a grant: an authorization code is issued and redeemed once, refresh tokens rotate, a replay ends the family.
 * Of any number of parallel presentations exactly one wins, on however many nodes.
 */
public final class GrantService {

    private static final Logger LOG = LoggerFactory.getLogger(GrantService.class);
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final JdbcGrants grants;
    private final TokenIssuer issuer;
    private final Keyring keyring;
    private final TokenProperties properties;
    private final Clock clock;

    GrantService(JdbcGrants grants, TokenIssuer issuer, Keyring keyring, TokenProperties properties, Clock clock) {
        this.grants = grants;
        this.issuer = issuer;
        this.keyring = keyring;
        this.properties = properties;
        this.clock = clock;
    }

    /** Stores the grant and returns a fresh authorization code for it (RFC 6749 section 4.1.2). One statement. */
    public String issueCode(Grant grant, AuthorizationCodeBinding binding) {
        String code = RandomTokens.next();
        Instant now = clock.instant();
        grants.insertCode(grant, RandomTokens.sha256(code), binding, now, now.plus(properties.codeLifetime()));
        return code;
    }

    /**
     * Exchanges a code for tokens (RFC 6749 section 4.1.3). The code, its client, redirect URI and PKCE challenge are checked
     * by the very statement that uses it up. A second presentation revokes the grant (RFC 6749 section 4.1.2).
     *
     * @throws GrantRefusedException when the code is unknown, expired, used, or bound to something else
     */
    public GrantedTokens redeemCode(String code, RegisteredClient client, AuthorizationCodeBinding binding) {
        Instant now = clock.instant();
        String refreshToken = mayRefresh(client) ? RandomTokens.next() : null;
        JdbcGrants.PresentedCode presented = grants.redeem(
                        RandomTokens.sha256(code),
                        client.getClientId(),
                        binding,
                        refreshToken == null ? null : RandomTokens.sha256(refreshToken),
                        new JdbcGrants.Lifetime(now, ClientPolicy.of(client).refreshTokenIdle()),
                        ClientPolicy.of(client).claims().content().permissions())
                .orElseThrow(() -> new GrantRefusedException("unknown authorization code"));
        if (!presented.won()) {
            throw refuseCode(presented, client, now);
        }
        Grant grant = presented.state().grant();
        return issuer.issue(
                grant, grant.scopes(), presented.rights(), client, new TokenIssuer.Extras(refreshToken, true));
    }

    private GrantRefusedException refuseCode(JdbcGrants.PresentedCode presented, RegisteredClient client, Instant now) {
        Grant grant = presented.state().grant();
        if (!presented.state().live(now)) {
            return new GrantRefusedException("grant " + grant.id() + " is revoked, expired, or its account inactive");
        }
        boolean losingRacer = presented.bindingMatches() && grant.clientId().equals(client.getClientId());
        if (presented.consumedAt() != null
                || (losingRacer && presented.codeExpiresAt().isAfter(now))) {
            grants.revoke(grant.id(), now);
            LOG.warn(
                    "Authorization code of grant {} was presented again by {}; grant revoked",
                    grant.id(),
                    client.getId());
            return new GrantRefusedException("authorization code used before; grant " + grant.id() + " revoked");
        }
        return new GrantRefusedException("authorization code of grant " + grant.id()
                + " is expired or bound to another client, redirect URI or code challenge");
    }

    /**
     * Rotates a refresh token (RFC 9700 section 4.14.2). The child is derived from its parent, so a retry or a parallel request
     * within the grace gets the very same child; a parent shown later, or after its child was used, ends the family.
     *
     * @param scopes the narrower set that the client asked for, or empty for all (RFC 6749 section 6)
     * @throws GrantRefusedException when the token is unknown, expired, replayed, or not this client's
     * @throws ScopeRefusedException when a scope is asked for that was not granted
     */
    public GrantedTokens refresh(String refreshToken, RegisteredClient client, Set<String> scopes) {
        Instant now = clock.instant();
        String child = child(keyring.keyedHash(Purpose.REFRESH_TOKEN_CHILD, utf8(refreshToken)));
        JdbcGrants.PresentedRefreshToken presented = grants.rotate(
                        RandomTokens.sha256(refreshToken),
                        client.getClientId(),
                        RandomTokens.sha256(child),
                        scopes.toArray(String[]::new),
                        new JdbcGrants.Lifetime(now, ClientPolicy.of(client).refreshTokenIdle()),
                        ClientPolicy.of(client).claims().content().permissions())
                .orElseThrow(() -> new GrantRefusedException("unknown refresh token"));
        Grant grant = presented.state().grant();
        if (!grant.clientId().equals(client.getClientId())) {
            throw new GrantRefusedException("refresh token of grant " + grant.id() + " belongs to another client");
        }
        if (!presented.state().live(now)) {
            throw new GrantRefusedException("grant " + grant.id() + " is revoked, expired, or its account inactive");
        }
        if (!grant.scopes().containsAll(scopes)) {
            throw new ScopeRefusedException("scope beyond grant " + grant.id());
        }
        String answer = presented.won() ? child : childAgain(refreshToken, child, presented, now);
        return issuer.issue(
                grant,
                scopes.isEmpty() ? grant.scopes() : scopes,
                presented.rights(),
                client,
                new TokenIssuer.Extras(answer, false));
    }

    private String childAgain(
            String refreshToken, String child, JdbcGrants.PresentedRefreshToken presented, Instant now) {
        Grant grant = presented.state().grant();
        if (presented.usedAt() == null) {
            if (!presented.expiresAt().isAfter(now)) {
                throw new GrantRefusedException("refresh token of grant " + grant.id() + " is expired");
            }
            // a parallel request rotated it in this very moment: both get the same child
            return child;
        }
        boolean withinGrace = presented.usedAt().plus(properties.refreshGrace()).isAfter(now);
        byte[] childHash = presented.childHash();
        if (!withinGrace || presented.childUsedAt() != null || childHash == null) {
            grants.revoke(grant.id(), now);
            LOG.warn("Refresh token of grant {} was replayed by {}; family revoked", grant.id(), grant.clientId());
            throw new GrantRefusedException("refresh token replayed; grant " + grant.id() + " revoked");
        }
        return keyring.keyedHashes(Purpose.REFRESH_TOKEN_CHILD, utf8(refreshToken)).stream()
                .map(GrantService::child)
                .filter(candidate -> MessageDigest.isEqual(RandomTokens.sha256(candidate), childHash))
                .findFirst()
                .orElseThrow(() ->
                        new GrantRefusedException("the keyring no longer knows the child of grant " + grant.id()));
    }

    /** Tokens for the client itself (RFC 6749 section 4.4): nothing is stored. */
    public GrantedTokens forClient(RegisteredClient client, Set<String> scopes) {
        return issuer.issueForClient(client, scopes);
    }

    /** Revokes what a sign-in session carried; offline grants stay. Returns how many grants ended. */
    public int revokeOfSession(UUID sid) {
        return grants.revokeOfSession(sid, clock.instant());
    }

    /** Revokes everything an account gave, offline or not, except what the kept session carries. Returns how many grants. */
    public int revokeOfAccount(AccountId account, @Nullable UUID keptSession) {
        return grants.revokeOfAccount(account, keptSession, clock.instant());
    }

    /** The applications that hold live grants of a person, the one used last first. */
    public List<ConnectedApp> appsOf(AccountId account) {
        return grants.appsOf(account, clock.instant());
    }

    /** Revokes all that a person granted to a client. Returns how many grants ended. */
    public int revokeOfClient(AccountId account, String clientId) {
        return grants.revokeOfClient(account, clientId, clock.instant());
    }

    /** When a refresh-token family that starts now ends for good. */
    public Instant familyEnd(RegisteredClient client) {
        return clock.instant().plus(ClientPolicy.of(client).refreshTokenMax());
    }

    private static boolean mayRefresh(RegisteredClient client) {
        return client.getAuthorizationGrantTypes().contains(AuthorizationGrantType.REFRESH_TOKEN);
    }

    private static String child(byte[] derived) {
        return BASE64URL.encodeToString(derived);
    }

    private static byte[] utf8(@Nullable String text) {
        return text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    }
}
