package io.gatehouse.protocol;

import io.gatehouse.shared.Endpoints;
import io.gatehouse.token.TokenInspection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Token introspection (RFC 7662) and revocation (RFC 7009); the filter chain has authenticated the client. */
@Controller
final class TokenInspectionController {

    private static final Map<String, String> INVALID_CLIENT =
            Map.of("error", "invalid_client", "error_description", "Client authentication is needed.");
    private static final Map<String, String> NO_TOKEN =
            Map.of("error", "invalid_request", "error_description", "The parameter token is missing.");

    private final TokenInspection tokens;

    TokenInspectionController(TokenInspection tokens) {
        this.tokens = tokens;
    }

    @PostMapping(Endpoints.INTROSPECT)
    ResponseEntity<?> introspect(@RequestParam @Nullable String token) {
        OAuth2ClientAuthenticationToken client = client();
        // RFC 7662 section 2.1: a public client proves nothing and learns nothing
        if (client == null || ClientAuthenticationMethod.NONE.equals(client.getClientAuthenticationMethod())) {
            return answer(401, INVALID_CLIENT);
        }
        return token == null ? answer(400, NO_TOKEN) : answer(200, tokens.introspect(token, registered(client)));
    }

    @PostMapping(Endpoints.REVOKE)
    ResponseEntity<?> revoke(@RequestParam @Nullable String token) {
        OAuth2ClientAuthenticationToken client = client();
        if (client == null) {
            return answer(401, INVALID_CLIENT);
        }
        if (token == null) {
            return answer(400, NO_TOKEN);
        }
        tokens.revoke(token, registered(client));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).build();
    }

    private static @Nullable OAuth2ClientAuthenticationToken client() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof OAuth2ClientAuthenticationToken client
                        && client.getRegisteredClient() != null
                ? client
                : null;
    }

    private static RegisteredClient registered(OAuth2ClientAuthenticationToken client) {
        RegisteredClient registered = client.getRegisteredClient();
        if (registered == null) {
            throw new IllegalStateException("authenticated without a client");
        }
        return registered;
    }

    private static ResponseEntity<?> answer(int status, Map<String, ?> body) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .body(body);
    }
}
