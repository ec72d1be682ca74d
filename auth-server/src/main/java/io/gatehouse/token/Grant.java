package io.gatehouse.token;

import io.gatehouse.shared.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person granted to a client in one authorization: the source of every code, refresh token and claim that follows.
 *
 * @param sid the sign-in session that made it (OpenID Connect Back-Channel Logout 2.1)
 * @param scopes the granted scopes, in the order of the request
 * @param resource the audience of its access tokens (RFC 9068 section 3)
 * @param offline whether it outlives the session ({@code offline_access}, OpenID Connect Core 11)
 * @param expiresAt the absolute end of the refresh-token family
 */
public record Grant(
        UUID id,
        String clientId,
        AccountId subject,
        UUID sid,
        Set<String> scopes,
        List<String> resource,
        Authentication authentication,
        @Nullable String nonce,
        boolean offline,
        Instant expiresAt) {

    /**
     * How and when the person was authenticated: the {@code acr}, {@code amr} and {@code auth_time} of every token.
     *
     * @param actingAdmin who acts as the person, for the {@code act} claim (RFC 8693 section 4.1); null when nobody does
     */
    public record Authentication(
            @Nullable String acr,
            List<String> amr,
            Instant authTime,
            @Nullable AccountId actingAdmin) {

        public Authentication(@Nullable String acr, List<String> amr, Instant authTime) {
            this(acr, amr, authTime, null);
        }
    }
}
