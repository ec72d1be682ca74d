package io.gatehouse.token;

import io.gatehouse.shared.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A live access token of a person at an API of this server.
 *
 * @param sid the sign-in session that it came from
 * @param acr how strongly the person was authenticated, {@code amr} by which factors, and {@code authTime} when
 */
public record ApiAccess(
        AccountId subject,
        String clientId,
        UUID sid,
        Set<String> scopes,
        @Nullable String acr,
        List<String> amr,
        Instant authTime) {

    public ApiAccess {
        scopes = Set.copyOf(scopes);
        amr = List.copyOf(amr);
    }
}
