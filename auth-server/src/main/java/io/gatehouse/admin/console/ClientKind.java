package io.gatehouse.admin.console;

import io.gatehouse.client.ClientKeySource;
import io.gatehouse.client.ClientRegistration;
import io.gatehouse.client.ClientRights;
import io.gatehouse.client.ClientUris;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The kinds of application that can be set up, each with settings that are safe as they stand (RFC 9700). There are no more
 * than the server has grants for; the name in lower case is the last part of the messages {@code app.kind.<name>}.
 */
enum ClientKind {
    WEB("client_secret_basic", List.of("authorization_code", "refresh_token"), List.of("openid", "profile", "email")),
    SPA("none", List.of("authorization_code", "refresh_token"), List.of("openid", "profile", "email")),
    NATIVE("none", List.of("authorization_code", "refresh_token"), List.of("openid", "profile", "email")),
    SERVICE("client_secret_basic", List.of("client_credentials"), List.of());

    private final String method;
    private final List<String> grants;
    private final List<String> scopes;

    ClientKind(String method, List<String> grants, List<String> scopes) {
        this.method = method;
        this.grants = grants;
        this.scopes = scopes;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ClientKind> of(String code) {
        return Stream.of(values()).filter(kind -> kind.code().equals(code)).findFirst();
    }

    /** An application of this kind before anything was said about it. */
    ClientRegistration blank(String id) {
        return new ClientRegistration(
                id,
                "",
                new ClientRights(List.of(method), grants, scopes, this != SERVICE, this != SERVICE, false),
                ClientUris.NONE,
                ClientKeySource.NONE,
                List.of());
    }
}
