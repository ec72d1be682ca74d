package io.gatehouse.admin.api;

import static io.gatehouse.admin.api.AdminApi.V1;
import static io.gatehouse.admin.api.AdminApi.code;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestRoles;
import io.gatehouse.TestServer;
import io.gatehouse.access.Actor;
import io.gatehouse.access.AssignmentService;
import io.gatehouse.access.GroupLinkService;
import io.gatehouse.access.GroupService;
import io.gatehouse.access.PermissionService;
import io.gatehouse.access.RoleContentService;
import io.gatehouse.access.ServerPermission;
import io.gatehouse.access.Validity;
import io.gatehouse.account.AccountService;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.account.Profile;
import io.gatehouse.admin.api.ApiRoutes.Route;
import io.gatehouse.client.ClientKeySource;
import io.gatehouse.client.ClientRegistration;
import io.gatehouse.client.ClientRights;
import io.gatehouse.client.ClientService;
import io.gatehouse.client.ClientUris;
import io.gatehouse.session.SsoSession;
import io.gatehouse.shared.AccountId;
import io.gatehouse.token.GrantService;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Attack row 39: every route of the API, found by asking the dispatcher, against every kind of caller and against objects
 * within and beyond their reach. A route that declares nothing fails here, and answers nobody.
 */
final class AdminMatrixTests {

    private static final Actor OPERATOR = Actor.operator("test");
    private static final Duration STALE = Duration.ofSeconds(301);

    private final TestServer server = TestServer.shared();
    private final AdminApi api = new AdminApi(server);
    private final UUID ownGroup = group(null);
    private final UUID below = group(ownGroup);
    private final UUID foreignGroup = group(null);
    private final AccountId administrator = person(null, "admin");
    private final AccountId nobody = person(null, null);
    private final AccountId reader = person(null, "matrix-reader");
    private final AccountId delegate = person(null, null);
    private final Objects victim = new Objects(ownGroup);
    private final MatrixThings things = new MatrixThings(server, api, administrator);
    private final String revoked = revoked();
    private final String ofClient = clientToken();
    private int cells;

    /** Whether an answer lets the caller through to the work, whatever becomes of it. */
    private static boolean passes(HttpResponse<String> answer) {
        return answer.statusCode() < 500
                && answer.statusCode() != 401
                && !Set.of("permission_missing", "insufficient_scope", "forbidden", "not_found", "method_not_allowed")
                        .contains(code(answer));
    }

    @Test
    @Tag("attack-39")
    @Tag("attack-40")
    void attack39EveryRouteWhenAskedByEveryCallerThenOnlyWhatIsDeclared() {
        prepare();
        List<Route> routes = server.bean(ApiRoutes.class).all();
        for (Route route : routes) {
            assertThat(route.fault()).as(route.method() + " " + route.path()).isEmpty();
            if (route.requires() != null) {
                denied(route);
                allowed(route);
                delegated(route);
            }
        }
        assertThat(cells)
                .as("cells of the matrix, over %s routes", routes.size())
                .isGreaterThan(500);
    }

    private static Requires declared(Route route) {
        return java.util.Objects.requireNonNull(route.requires());
    }

    private void denied(Route route) {
        Requires requires = declared(route);
        List<String> others = new ArrayList<>(AdminApi.allScopes());
        others.remove(requires.value().scope());
        expect(route, "", 401, "token_missing");
        expect(route, "not-a-token", 401, "invalid_token");
        expect(route, api.token(administrator, List.of("openid", "orders.read")), 401, "invalid_token");
        expect(route, revoked, 401, "invalid_token");
        expect(route, ofClient, 401, "invalid_token");
        expect(route, api.token(administrator, others), 403, "insufficient_scope");
        expect(route, api.token(nobody, AdminApi.allScopes()), 403, "permission_missing");
        if (!ObjectGuard.reads(requires.value())) {
            expect(route, api.token(reader, AdminApi.allScopes()), 403, "permission_missing");
        }
        if (requires.does().dangerous()) {
            String stale = api.token(administrator, AdminApi.allScopes(), SsoSession.ACR_MULTI_FACTOR, STALE);
            String weak = api.token(administrator, AdminApi.allScopes(), SsoSession.ACR_PASSWORD, Duration.ZERO);
            expect(route, stale, 401, "insufficient_user_authentication");
            expect(route, weak, 401, "insufficient_user_authentication");
        }
    }

    private void allowed(Route route) {
        Requires requires = declared(route);
        pass(route, api.token(administrator, List.of(requires.value().scope())), new Objects(foreignGroup));
        pass(route, api.token(administrator, AdminApi.allScopes()), new Objects(ownGroup));
        if (ObjectGuard.reads(requires.value())) {
            pass(route, api.token(reader, List.of(requires.value().scope())), new Objects(foreignGroup));
        }
    }

    private void delegated(Route route) {
        Requires requires = declared(route);
        String token = api.token(delegate, AdminApi.allScopes());
        boolean possible = requires.value().delegable() && requires.over() != Requires.Over.EVERYTHING;
        if (!possible) {
            expect(route, token, 403, "permission_missing");
            return;
        }
        pass(route, token, new Objects(ownGroup));
        pass(route, token, new Objects(below));
        if (requires.over() == Requires.Over.REACH) {
            return;
        }
        Objects foreign = new Objects(foreignGroup);
        HttpResponse<String> beyond = send(route, token, foreign);
        HttpResponse<String> unknown = send(route, token, foreign.unknown());
        assertThat(beyond.statusCode())
                .as(name(route) + " foreign " + beyond.body())
                .isEqualTo(404);
        assertThat(withoutRequest(beyond)).as(name(route)).isEqualTo(withoutRequest(unknown));
        cells += 2;
        if (route.takes(AdminGroup.class) && route.takes(AdminPerson.class)) {
            Objects mixed = new Objects(ownGroup, new Objects(foreignGroup).person);
            assertThat(send(route, token, mixed).statusCode()).as(name(route)).isEqualTo(404);
            cells++;
        }
    }

    /** Things to name in a path, made afresh, so that a request that succeeds takes nothing from the next one. */
    private final class Objects {

        private final UUID group;
        private final AccountId person;
        private final UUID session = UUID.randomUUID();

        Objects(UUID group) {
            this(group, person(group, null));
        }

        Objects(UUID group, AccountId person) {
            this.group = group;
            this.person = person;
        }

        Objects unknown() {
            return new Objects(UUID.randomUUID(), new AccountId(UUID.randomUUID()));
        }

        String path(Route route) {
            String path = route.path()
                    .replace("{person}", person.toString())
                    .replace("{group}", group.toString())
                    .replace("{role}", "matrix-role")
                    .replace("{member}", "matrix-member");
            if (route.method().equals("DELETE")) {
                give(route, person, group);
            }
            if (path.contains("{session}")) {
                startSession(person, session);
                path = path.replace("{session}", session.toString());
            }
            return things.path(route, path, group, victim.person);
        }
    }

    /** So that there is something to take. */
    private void give(Route route, AccountId person, UUID group) {
        RoleContentService contents = server.bean(RoleContentService.class);
        if (route.path().endsWith("/people/{person}/roles/{role}") && api.exists(person)) {
            TestRoles.give(server, person, "matrix-role");
        } else if (route.path().endsWith("/groups/{group}/roles/{role}")
                && server.bean(GroupService.class).find(group).isPresent()) {
            server.bean(GroupLinkService.class).giveRole(OPERATOR, group, "matrix-role", Validity.ALWAYS, null);
        } else if (route.path().endsWith("/roles/{role}/roles/{member}")) {
            contents.addMember(OPERATOR, "matrix-role", "matrix-member", null);
        } else if (route.path().endsWith("/roles/{role}/permissions/{permission}")) {
            server.bean(PermissionService.class).define(OPERATOR, "matrix:act", "matrix-app", "");
            contents.addPermission(OPERATOR, "matrix-role", "matrix:act", null);
        }
    }

    private HttpResponse<String> send(Route route, String token, Objects objects) {
        boolean bodied = !route.method().equals("GET") && route.body().isPresent();
        String path = objects.path(route);
        return route.takes(Preconditions.class)
                ? api.send(route.method(), path, token, bodied ? "{}" : "", "If-Match", "\"0\"")
                : api.send(route.method(), path, token, bodied ? "{}" : "");
    }

    private void expect(Route route, String token, int status, String code) {
        HttpResponse<String> answer = send(route, token, victim);
        assertThat(answer.statusCode()).as(name(route) + " " + answer.body()).isEqualTo(status);
        assertThat(code(answer)).as(name(route)).isEqualTo(code);
        cells++;
    }

    private void pass(Route route, String token, Objects objects) {
        HttpResponse<String> answer = send(route, token, objects);
        assertThat(passes(answer))
                .as("%s should pass, but was %s %s", name(route), answer.statusCode(), answer.body())
                .isTrue();
        cells++;
    }

    @Test
    @Tag("attack-39")
    void attack39ListsWhenDelegatedThenNobodyBeyondTheReach() {
        prepare();
        String token = api.token(delegate, AdminApi.allScopes());
        AccountId own = person(below, null);
        AccountId foreign = person(foreignGroup, null);
        for (String query : List.of("?limit=100", "?limit=100&sort=email", "?limit=100&q=matrix")) {
            assertThat(AdminApi.ids(api.get(V1 + "/people" + query, token)))
                    .as(query)
                    .contains(own.toString())
                    .doesNotContain(foreign.toString(), administrator.toString(), nobody.toString());
        }
        assertThat(AdminApi.ids(api.get(V1 + "/groups", token))).containsExactly(ownGroup.toString());
        String filter = "?filter=parent%20eq%20%22" + foreignGroup + "%22";
        assertThat(api.get(V1 + "/groups" + filter, token).statusCode()).isEqualTo(404);
    }

    /** Attack row 40: who may act on people may not make more of themselves or of others than they are. */
    @Test
    @Tag("attack-40")
    void attack40DelegateWhenGivingMoreThanHeldThenRefused() {
        prepare();
        String token = api.token(delegate, AdminApi.allScopes());
        AccountId own = person(ownGroup, null);
        for (String path : List.of(
                "/people/" + own + "/roles/admin",
                "/people/" + own + "/roles/matrix-reader",
                "/groups/" + ownGroup + "/roles/admin")) {
            HttpResponse<String> answer = api.send("PUT", V1 + path, token, "{}");
            assertThat(code(answer)).as(path + answer.body()).isEqualTo("beyond_own_rights");
        }
        AccountId mighty = person(ownGroup, "admin");
        for (String action : List.of("disable", "lock-down")) {
            HttpResponse<String> answer = api.post(V1 + "/people/" + mighty + "/" + action, token, "");
            assertThat(code(answer)).as(action).isEqualTo("beyond_own_rights");
        }
    }

    /** A handler that was written without a thought is refused to everybody, and the rule above names it. */
    @Test
    void handlerWhenItDeclaresNothingThenRefusedToAllAndReported() throws NoSuchMethodException {
        RequestMappingHandlerMapping mapping = server.bean(RequestMappingHandlerMapping.class);
        RequestMappingInfo info = RequestMappingInfo.paths(V1 + "/forgotten")
                .methods(RequestMethod.GET)
                .options(mapping.getBuilderConfiguration())
                .build();
        mapping.registerMapping(info, new Forgotten(), Forgotten.class.getDeclaredMethod("read"));
        try {
            HttpResponse<String> answer = api.get(V1 + "/forgotten", api.token(administrator, AdminApi.allScopes()));
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(code(answer)).isEqualTo("forbidden");
            assertThat(server.bean(ApiRoutes.class).all())
                    .filteredOn(route -> route.fault().isPresent())
                    .singleElement()
                    .satisfies(route -> assertThat(route.path()).endsWith("/forgotten"));
        } finally {
            mapping.unregisterMapping(info);
        }
    }

    /** What somebody might add one day. */
    static final class Forgotten {

        Answer read() {
            return Answer.of(Map.of("secret", "everything"));
        }
    }

    private void prepare() {
        RoleContentService contents = server.bean(RoleContentService.class);
        TestRoles.give(server, nobody, "matrix-role");
        TestRoles.give(server, nobody, "matrix-member");
        TestRoles.takeAll(server, nobody);
        TestRoles.give(server, delegate, "matrix-delegate");
        TestRoles.takeAll(server, delegate);
        for (ServerPermission permission : ServerPermission.values()) {
            if (ObjectGuard.reads(permission)) {
                contents.addPermission(OPERATOR, "matrix-reader", permission.code(), null);
            }
            contents.addPermission(OPERATOR, "matrix-delegate", permission.code(), null);
        }
        server.bean(AssignmentService.class).give(OPERATOR, delegate, "matrix-delegate", ownGroup, Validity.ALWAYS);
        server.bean(ClientService.class)
                .save(new ClientRegistration(
                        "matrix-app",
                        "Matrix",
                        new ClientRights(
                                List.of("client_secret_basic"),
                                List.of("authorization_code"),
                                List.of("openid"),
                                true,
                                true,
                                false),
                        ClientUris.redirect(List.of("https://matrix.example.com/cb"), List.of()),
                        ClientKeySource.NONE,
                        List.of()));
    }

    private UUID group(@Nullable UUID parent) {
        return server.bean(GroupService.class)
                .create(OPERATOR, parent, "matrix " + UUID.randomUUID())
                .id();
    }

    private AccountId person(@Nullable UUID group, @Nullable String role) {
        AccountId id = server.bean(AccountService.class)
                .ensureActive(
                        EmailAddress.parse("matrix-" + UUID.randomUUID() + "@example.com"), Profile.named("Matrix"))
                .id();
        if (group != null) {
            server.bean(GroupLinkService.class).add(OPERATOR, group, id, Validity.ALWAYS);
        }
        if (role != null) {
            TestRoles.give(server, id, role);
        }
        return id;
    }

    private void startSession(AccountId person, UUID sid) {
        server.database()
                .jdbc()
                .sql("""
                        insert into session_sso (id_hash, sid, account_id, auth_time, amr, created_at, last_used_at,
                                                 expires_at, user_agent)
                        select :hash, :sid, a.id, :now, array['pwd'], :now, :now, :now + interval '1 hour', ''
                        from account a where a.id = :account
                        on conflict do nothing
                        """)
                .param("hash", sid.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .param("sid", sid)
                .param("account", person.value())
                .param("now", server.clock().instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private String revoked() {
        AccountId person = person(null, "admin");
        String token = api.token(person, AdminApi.allScopes());
        server.bean(GrantService.class).revokeOfAccount(person, null);
        return token;
    }

    private String clientToken() {
        return server.bean(GrantService.class)
                .forClient(
                        server.bean(ClientService.class).find("admin-tests").orElseThrow(),
                        Set.copyOf(AdminApi.allScopes()))
                .accessToken();
    }

    private static String name(Route route) {
        return route.method() + " " + route.path();
    }

    private static String withoutRequest(HttpResponse<String> answer) {
        return answer.body().replaceAll("\"request_id\":\"[^\"]*\"", "");
    }
}
