package io.gatehouse;

import io.gatehouse.client.ClientKeySource;
import io.gatehouse.client.ClientRegistration;
import io.gatehouse.client.ClientRights;
import io.gatehouse.client.ClientService;
import io.gatehouse.client.ClientUris;
import io.gatehouse.client.SecretSource;
import io.gatehouse.keyring.RandomTokens;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients for tests. */
public final class TestClients {

    public static final String REDIRECT_URI = "https://app.example.com/callback";
    public static final String POST_LOGOUT_URI = "https://app.example.com/signed-out";
    public static final List<String> SCOPES =
            List.of("openid", "profile", "email", "phone", "address", "offline_access");

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private TestClients() {}

    /** A registered client and its secret (empty for a public one). */
    public record App(String id, String secret) {

        public String basic() {
            String pair = id + ":" + secret;
            return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A confidential web application with all grants that needs no consent. */
    public static App web(TestServer server) {
        return confidential(server, false, false);
    }

    /** The same, but people are asked. */
    public static App webWithConsent(TestServer server) {
        return confidential(server, true, false);
    }

    /** A resource server: may introspect any token, gets none. */
    public static App resourceServer(TestServer server) {
        return confidential(server, false, true);
    }

    /** A public application (single page or native). */
    public static App publicApp(TestServer server) {
        String id = "public-" + COUNTER.incrementAndGet();
        server.bean(ClientService.class)
                .save(new ClientRegistration(
                        id,
                        "Public app",
                        new ClientRights(
                                List.of("none"),
                                List.of("authorization_code", "refresh_token"),
                                SCOPES,
                                true,
                                false,
                                false),
                        ClientUris.redirect(
                                List.of(REDIRECT_URI, "http://127.0.0.1/callback"), List.of(POST_LOGOUT_URI)),
                        ClientKeySource.NONE,
                        List.of()));
        return new App(id, "");
    }

    private static App confidential(TestServer server, boolean consent, boolean introspect) {
        App app = new App("web-" + COUNTER.incrementAndGet(), RandomTokens.next());
        server.bean(ClientService.class)
                .save(new ClientRegistration(
                        app.id(),
                        "Test <b>app</b>",
                        new ClientRights(
                                List.of("client_secret_basic", "client_secret_post"),
                                introspect
                                        ? List.of()
                                        : List.of("authorization_code", "refresh_token", "client_credentials"),
                                SCOPES,
                                true,
                                consent,
                                introspect),
                        introspect
                                ? ClientUris.NONE
                                : ClientUris.redirect(List.of(REDIRECT_URI), List.of(POST_LOGOUT_URI)),
                        ClientKeySource.NONE,
                        List.of(new SecretSource.Value(app.secret(), null))));
        return app;
    }
}
