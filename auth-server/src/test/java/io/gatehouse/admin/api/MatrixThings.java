package io.gatehouse.admin.api;

import static io.gatehouse.admin.api.AdminApi.V1;

import io.gatehouse.TestBrowser;
import io.gatehouse.TestServer;
import io.gatehouse.access.Actor;
import io.gatehouse.access.Gift;
import io.gatehouse.access.GroupService;
import io.gatehouse.access.PermissionService;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.admin.api.ApiRoutes.Route;
import io.gatehouse.registration.InvitationDraft;
import io.gatehouse.registration.InvitationService;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.UuidV7;
import io.gatehouse.trace.Traces;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** Things that paths of the API name, made afresh for each request of the matrix. */
final class MatrixThings {

    private final TestServer server;
    private final AdminApi api;
    private final AccountId administrator;

    MatrixThings(TestServer server, AdminApi api, AccountId administrator) {
        this.server = server;
        this.api = api;
        this.administrator = administrator;
    }

    /** The path with a thing of the server itself for each name in it that is no person's and no group's. */
    String path(Route route, String path, UUID group, AccountId somebody) {
        String made = path;
        if (made.contains("{permission}")) {
            server.bean(PermissionService.class).define(Actor.operator("test"), "matrix:act", "matrix-app", "");
            made = made.replace("{permission}", "matrix:act");
        }
        if (made.contains("{webhook}")) {
            String webhook = webhook();
            made = made.replace("{delivery}", delivery(webhook)).replace("{webhook}", webhook);
        }
        Map<String, Supplier<String>> others = Map.of(
                "{secret}", this::secret,
                "{proposal}", () -> proposal(route, somebody),
                "{key}", this::key,
                "{invitation}", () -> invitation(group),
                "{request}", this::refusedRequest);
        for (Map.Entry<String, Supplier<String>> other : others.entrySet()) {
            if (made.contains(other.getKey())) {
                made = made.replace(other.getKey(), other.getValue().get());
            }
        }
        return made.replace("{client}", "matrix-app");
    }

    private String secret() {
        UUID id = UuidV7.next(server.clock());
        server.database()
                .jdbc()
                .sql(
                        "insert into client_secret (id, client_id, hash, created_at) values (:id, 'matrix-app', 'x', now())")
                .param("id", id)
                .update();
        return id.toString();
    }

    private String invitation(UUID group) {
        boolean there = server.bean(GroupService.class).find(group).isPresent();
        return server.bean(InvitationService.class)
                .send(
                        administrator,
                        new InvitationDraft(
                                EmailAddress.parse("matrix-" + UUID.randomUUID() + "@example.com"),
                                new Gift(Set.of(), there ? Set.of(group) : Set.of()),
                                "",
                                Locale.ENGLISH,
                                null))
                .id()
                .toString();
    }

    private String webhook() {
        UUID id = UuidV7.next(server.clock());
        server.database().jdbc().sql("""
                        with former as (delete from webhook_endpoint where url = 'https://hooks.invalid/')
                        insert into webhook_endpoint (id, url, description, events, enabled, secret, created_at, updated_at)
                        values (:id, 'https://hooks.invalid/', '', array['key_rotated'], true, ''::bytea, now(), now())
                        """).param("id", id).update();
        return id.toString();
    }

    private String delivery(String webhook) {
        UUID id = UuidV7.next(server.clock());
        server.database()
                .jdbc()
                .sql("""
                        insert into webhook_delivery (id, endpoint_id, event_id, type, state, next_at, created_at)
                        values (:id, :webhook::uuid, :id, 'webhook_test', 'failed', now(), now())
                        """)
                .param("id", id)
                .param("webhook", webhook)
                .update();
        return id.toString();
    }

    /** One that waits; for whoever withdraws, their own. */
    private String proposal(Route route, AccountId somebody) {
        UUID id = UuidV7.next(server.clock());
        AccountId by = route.path().endsWith("/withdraw") ? administrator : somebody;
        server.database()
                .jdbc()
                .sql("""
                        insert into admin_proposal (id, action, parameters, reason, proposed_by, proposed_at, expires_at, state)
                        values (:id, 'rotate_key', '{"kid": "unknown", "atOnce": false}', '', :by, :now,
                                :now + interval '1 day', 'waiting')
                        """)
                .param("id", id)
                .param("by", by.value())
                .param("now", server.clock().instant().atOffset(ZoneOffset.UTC))
                .update();
        return id.toString();
    }

    private String key() {
        return AdminApi.json(api.get(V1 + "/keys", api.token(administrator, List.of("admin.keys.read"))))
                .path("items")
                .get(0)
                .path("kid")
                .asString("");
    }

    /** A request of which something is known. */
    private String refusedRequest() {
        server.bean(Traces.class).around("");
        return new TestBrowser(server)
                .get("/oauth2/authorize?response_type=code&client_id=nobody")
                .headers()
                .firstValue("X-Request-Id")
                .orElseThrow();
    }
}
