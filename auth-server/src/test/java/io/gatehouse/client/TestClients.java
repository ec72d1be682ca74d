package io.gatehouse.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Registrations that tests start from. */
public final class TestClients {

    public static final String SECRET = "kq3vT0sM6m5zvV9yq0cQ2e7uJkqXxYpA1bC2dE3fG4h";

    private TestClients() {}

    /** A confidential web application that uses {@code client_secret_basic} with {@link #SECRET}. */
    public static ClientRegistration web(String id) {
        return web(id, List.of("client_secret_basic"), List.of(new SecretSource.Value(SECRET, null)));
    }

    public static ClientRegistration web(String id, List<String> methods, List<SecretSource> secrets) {
        return new ClientRegistration(
                id,
                "Web application " + id,
                new ClientRights(
                        methods,
                        List.of("authorization_code", "refresh_token", "client_credentials"),
                        List.of("openid", "profile", "offline_access"),
                        true,
                        true,
                        false),
                ClientUris.redirect(List.of("https://app.example/callback"), List.of("https://app.example/out")),
                ClientKeySource.NONE,
                secrets);
    }

    /** A public application in the browser. */
    public static ClientRegistration publicClient(String id) {
        return new ClientRegistration(
                id,
                "Public " + id,
                new ClientRights(
                        List.of("none"),
                        List.of("authorization_code", "refresh_token"),
                        List.of("openid"),
                        true,
                        true,
                        false),
                ClientUris.redirect(List.of("http://localhost:9002/callback"), List.of()),
                ClientKeySource.NONE,
                List.of());
    }

    /** A service that signs assertions. */
    public static ClientRegistration keyed(
            String id, @Nullable String jwks, @Nullable String jwksUri, @Nullable String algorithm) {
        return new ClientRegistration(
                id,
                "Service " + id,
                new ClientRights(
                        List.of("private_key_jwt"),
                        List.of("client_credentials"),
                        List.of("openid"),
                        true,
                        false,
                        false),
                ClientUris.NONE,
                new ClientKeySource(jwks, jwksUri, algorithm),
                List.of());
    }
}
