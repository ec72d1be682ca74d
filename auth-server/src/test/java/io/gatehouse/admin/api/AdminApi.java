package io.gatehouse.admin.api;

import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestServer;
import io.gatehouse.access.ServerPermission;
import io.gatehouse.account.AccountService;
import io.gatehouse.client.ClientKeySource;
import io.gatehouse.client.ClientRegistration;
import io.gatehouse.client.ClientRights;
import io.gatehouse.client.ClientService;
import io.gatehouse.client.ClientUris;
import io.gatehouse.client.Scope;
import io.gatehouse.client.ScopeCatalog;
import io.gatehouse.session.SsoSession;
import io.gatehouse.shared.AccountId;
import io.gatehouse.token.AuthorizationCodeBinding;
import io.gatehouse.token.Grant;
import io.gatehouse.token.GrantService;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API as a client of it uses it, with tokens of any kind without the way through the sign-in pages. */
final class AdminApi {

    static final String V1 = "/admin/api/v1";
    static final JsonMapper JSON = new JsonMapper();

    private static final String CLIENT = "admin-tests";

    final TestServer server;
    private final TestBrowser http;
    private final Map<String, String> fresh = new ConcurrentHashMap<>();

    AdminApi(TestServer server) {
        this.server = server;
        this.http = new TestBrowser(server);
        server.bean(ScopeCatalog.class)
                .save(new Scope("orders.read", "https://orders.example.com", "Orders", "Orders"));
        List<String> scopes = new ArrayList<>(List.of("openid", "orders.read"));
        scopes.addAll(allScopes());
        server.bean(ClientService.class)
                .save(new ClientRegistration(
                        CLIENT,
                        "Admin tests",
                        new ClientRights(List.of("none"), List.of("authorization_code"), scopes, true, false, false),
                        ClientUris.redirect(List.of("https://admin.example.com/cb"), List.of()),
                        ClientKeySource.NONE,
                        List.of()));
    }

    boolean exists(AccountId account) {
        return server.bean(AccountService.class).find(account).isPresent();
    }

    static List<String> allScopes() {
        return Stream.of(ServerPermission.values()).map(ServerPermission::scope).toList();
    }

    /** A token with all scopes of the API, for somebody who just showed a second factor. */
    String token(Person person) {
        return token(person.id(), allScopes());
    }

    String token(AccountId person, List<String> scopes) {
        return fresh.computeIfAbsent(
                person + " " + scopes + " " + server.clock().instant(),
                key -> token(person, scopes, SsoSession.ACR_MULTI_FACTOR, Duration.ZERO));
    }

    String token(AccountId person, List<String> scopes, String acr, Duration age) {
        return token(UUID.randomUUID(), person, scopes, acr, age);
    }

    String token(UUID sid, AccountId person, List<String> scopes, String acr, Duration age) {
        Instant now = server.clock().instant();
        GrantService grants = server.bean(GrantService.class);
        AuthorizationCodeBinding binding = new AuthorizationCodeBinding(null, null);
        String code = grants.issueCode(
                new Grant(
                        UUID.randomUUID(),
                        CLIENT,
                        person,
                        sid,
                        new LinkedHashSet<>(scopes),
                        List.of(),
                        new Grant.Authentication(acr, List.of("pwd", "otp"), now.minus(age)),
                        null,
                        false,
                        now.plus(Duration.ofHours(1))),
                binding);
        return grants.redeemCode(
                        code, server.bean(ClientService.class).find(CLIENT).orElseThrow(), binding)
                .accessToken();
    }

    HttpResponse<String> send(String method, String path, String token, String body, String... headers) {
        List<String> all = new ArrayList<>(Arrays.asList(headers));
        if (!token.isEmpty()) {
            all.addAll(List.of("Authorization", "Bearer " + token));
        }
        if (!body.isEmpty()) {
            all.addAll(List.of("Content-Type", "application/json"));
        }
        return http.send(method, path, body, all.toArray(String[]::new));
    }

    HttpResponse<String> get(String path, String token) {
        return send("GET", path, token, "");
    }

    HttpResponse<String> post(String path, String token, String body, String... headers) {
        return send("POST", path, token, body, headers);
    }

    static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    static String code(HttpResponse<String> response) {
        return json(response).path("code").asString("");
    }

    static Set<String> ids(HttpResponse<String> response) {
        Set<String> ids = new LinkedHashSet<>();
        json(response).path("items").forEach(item -> ids.add(item.path("id").asString("")));
        return ids;
    }

    static String etag(HttpResponse<String> response) {
        return response.headers().firstValue("ETag").orElse("");
    }
}
