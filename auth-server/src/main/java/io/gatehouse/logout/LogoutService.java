package io.gatehouse.logout;

import io.gatehouse.client.ClientService;
import io.gatehouse.session.SsoSession;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import io.gatehouse.token.IdTokenHint;
import io.gatehouse.token.IdTokenHints;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.web.util.UriUtils;

/** Checks logout requests: who asks, whether it proves to know the session, and where the person goes afterwards. */
final class LogoutService {

    private final IdTokenHints idTokenHints;
    private final ClientService clients;

    LogoutService(IdTokenHints idTokenHints, ClientService clients) {
        this.idTokenHints = idTokenHints;
        this.clients = clients;
    }

    /**
     * A request whose parameters are trusted.
     *
     * @param hint what the ID token said, null without one
     * @param redirect where to go afterwards, null for our own page
     */
    record Checked(
            @Nullable IdTokenHint hint,
            @Nullable String redirect,
            @Nullable String clientName) {

        /** Only the ID token of this very session spares the person the question: anybody else's link must ask. */
        boolean speaksFor(SsoSession session) {
            return hint != null && session.sid().toString().equals(hint.sid());
        }
    }

    /** Throws a {@link GatehouseException} that ends in a page, never in a redirect, when something can't be trusted. */
    Checked check(LogoutRequest request) {
        IdTokenHint hint = request.idTokenHint() == null ? null : hint(request.idTokenHint());
        String clientId = clientId(request, hint);
        RegisteredClient client =
                clientId == null ? null : clients.find(clientId).orElse(null);
        if (clientId != null && client == null) {
            throw refused("logout request of an unknown client");
        }
        return new Checked(hint, redirect(request, client), client == null ? null : client.getClientName());
    }

    private IdTokenHint hint(String idToken) {
        return idTokenHints.read(idToken).orElseThrow(() -> refused("logout request with an invalid id_token_hint"));
    }

    /** RP-Initiated Logout 1.0, 2: client_id must be the client that the ID token was issued to. */
    private static @Nullable String clientId(LogoutRequest request, @Nullable IdTokenHint hint) {
        if (hint == null) {
            return request.clientId();
        }
        String issuedTo = hint.audience().size() == 1 ? hint.audience().getFirst() : null;
        if (request.clientId() != null && !request.clientId().equals(issuedTo)) {
            throw refused("logout request whose client_id is not the id_token_hint's audience");
        }
        return issuedTo;
    }

    /** RP-Initiated Logout 1.0, 3: exactly a registered URI of a known client. */
    private static @Nullable String redirect(LogoutRequest request, @Nullable RegisteredClient client) {
        String uri = request.postLogoutRedirectUri();
        if (uri == null) {
            return null;
        }
        if (client == null || !client.getPostLogoutRedirectUris().contains(uri)) {
            throw refused("logout request with an unregistered post_logout_redirect_uri");
        }
        if (request.state() == null) {
            return uri;
        }
        String state = "state=" + UriUtils.encode(request.state(), StandardCharsets.UTF_8);
        return uri + (uri.indexOf('?') < 0 ? "?" : "&") + state;
    }

    private static GatehouseException refused(String operatorMessage) {
        return new GatehouseException(ErrorCode.INVALID_REQUEST, operatorMessage);
    }
}
