package io.gatehouse.admin.api;

import io.gatehouse.session.SsoSession;
import io.gatehouse.shared.GatehouseProperties;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Refusals that tell a client with which token to come back. */
@Component
final class ApiChallenges {

    private final String challenge;

    ApiChallenges(GatehouseProperties server) {
        this.challenge = ApiTokenFilter.challenge(server);
    }

    /** RFC 6750 section 3.1. */
    ApiRefusal insufficientScope(String scope) {
        return refusal(
                403,
                "insufficient_scope",
                "The token needs the scope " + scope + ".",
                "error=\"insufficient_scope\", scope=\"" + scope + "\"");
    }

    /** RFC 9470 section 3. */
    ApiRefusal staleAuthentication() {
        return refusal(
                401,
                "insufficient_user_authentication",
                "This needs a second factor that was shown in the last " + Caller.FRESH.toMinutes() + " minutes.",
                "error=\"insufficient_user_authentication\", acr_values=\"" + SsoSession.ACR_MULTI_FACTOR
                        + "\", max_age=\"" + Caller.FRESH.toSeconds() + "\"");
    }

    private ApiRefusal refusal(int status, String code, String detail, String error) {
        return new ApiRefusal(status, code, detail, Map.of(HttpHeaders.WWW_AUTHENTICATE, challenge + ", " + error));
    }
}
