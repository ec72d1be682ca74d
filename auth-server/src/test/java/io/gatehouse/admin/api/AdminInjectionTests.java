package io.gatehouse.admin.api;

import static io.gatehouse.admin.api.AdminApi.V1;
import static io.gatehouse.admin.api.AdminApi.code;
import static io.gatehouse.admin.api.AdminApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestServer;
import io.gatehouse.access.Actor;
import io.gatehouse.access.GroupService;
import io.gatehouse.admin.api.ApiRoutes.Route;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/**
 * Attack row 43: SQL in every query parameter of every route, as the running server describes its routes, and in every field
 * that a filter may name. What comes of it is a refusal or an empty list, never a failure and never a row.
 */
final class AdminInjectionTests {

    private static final List<String> EVIL = List.of(
            "'",
            "' or '1'='1",
            "' or 1=1 --",
            "x') or (1=1) --",
            "\\' or 1=1 --",
            "%' or '%'='",
            "x' union select hash from password_credential --",
            "'||pg_sleep(9)||'",
            "1; drop table account; --",
            "\" or \"\"=\"",
            "$$;select 1",
            ":limit",
            "?",
            "password_hash sw \"a\"",
            "status eq \"active\" or email sw \"a\"",
            "status eq \"active\" and status eq \"active\"",
            "email sw \"a\" and",
            "email co \"a\"",
            "created_at desc; select 1",
            "(select email from account limit 1)",
            "email,(select 1)",
            "created_at::text",
            "--created_at",
            "\u0000",
            "$where");

    private final TestServer server = TestServer.shared();
    private final AdminApi api = new AdminApi(server);
    private final Person admin = AdminApiTests.admin();
    private final UUID group = server.bean(GroupService.class)
            .create(Actor.operator("test"), null, "injection " + UUID.randomUUID())
            .id();
    private final MatrixThings things = new MatrixThings(server, api, admin.id());
    private final JsonNode description = json(api.get(V1 + "/openapi.json", api.token(admin)));

    private Stream<Route> lists() {
        return server.bean(ApiRoutes.class).all().stream()
                .filter(route -> route.listing().isPresent());
    }

    private String path(Route route) {
        String path = route.path()
                .replace("{person}", admin.id().toString())
                .replace("{group}", group.toString())
                .replace("{role}", "admin");
        return things.path(route, path, group, admin.id());
    }

    /** The query parameters that the description promises for a route. */
    private Set<String> described(Route route) {
        Set<String> names = new LinkedHashSet<>();
        description
                .path("paths")
                .path(route.path())
                .path(route.method().toLowerCase(Locale.ROOT))
                .path("parameters")
                .forEach(parameter -> {
                    if (parameter.path("in").asString("").equals("query")) {
                        names.add(parameter.path("name").asString(""));
                    }
                });
        return names;
    }

    @TestFactory
    @Tag("attack-43")
    Stream<DynamicTest> attack43_parametersWhenTheyHoldSqlThenRefusedWithoutEcho() {
        List<Route> reading = server.bean(ApiRoutes.class).all().stream()
                .filter(route -> route.method().equals("GET"))
                .toList();
        assertThat(lists())
                .hasSizeGreaterThan(11)
                .allSatisfy(route -> assertThat(described(route)).contains("filter", "sort", "cursor", "limit"));
        return reading.stream()
                .flatMap(route -> described(route).stream()
                        .map(name -> DynamicTest.dynamicTest(
                                route.path() + " × " + name, () -> EVIL.forEach(evil -> refused(route, name, evil)))));
    }

    private void refused(Route route, String name, String evil) {
        String what = route.path() + " " + name + " " + evil;
        HttpResponse<String> answer = get(path(route) + "?" + name + "=" + encode(evil));
        if (name.equals(ListQueries.SEARCH) && answer.statusCode() == 200) {
            assertThat(json(answer).path("items").size()).as(what).isZero();
        } else {
            assertThat(answer.statusCode()).as(what + answer.body()).isIn(400, 404);
            assertThat(code(answer)).as(what).matches("invalid_.*|not_found");
        }
        silent(what, answer, evil);
    }

    @TestFactory
    @Tag("attack-43")
    Stream<DynamicTest> attack43_fieldsWhenComparedWithSqlThenRefusedOrJustText() {
        assertThat(lists().flatMap(route -> route.listing().orElseThrow().fields().stream()))
                .hasSizeGreaterThan(20);
        return lists().flatMap(route -> route.listing().orElseThrow().fields().stream()
                .flatMap(field -> field.ops().stream()
                        .map(op -> DynamicTest.dynamicTest(
                                route.path() + " × " + field.name() + " " + op.word(),
                                () -> EVIL.forEach(evil -> justText(route, field, op, evil))))));
    }

    private void justText(Route route, Listing.Field field, Listing.Op op, String evil) {
        String quoted = "\"" + evil.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        String what = route.path() + " " + field.name() + " " + op.word() + " " + quoted;
        HttpResponse<String> answer =
                get(path(route) + "?filter=" + encode(field.name() + " " + op.word() + " " + quoted));
        assertThat(answer.statusCode()).as(what + answer.body()).isIn(200, 400, 404);
        if (answer.statusCode() == 200) {
            assertThat(field.kind()).as(what).isEqualTo(Listing.Kind.TEXT);
            assertThat(json(answer).path("items").size()).as(what).isZero();
        }
        silent(what, answer, evil);
    }

    /** Even a cursor that this server signed holds values and no SQL: people can choose what they are sorted by. */
    @Test
    @Tag("attack-43")
    void attack43_cursorWhenGenuineButItsValuesAreSqlThenTheyAreJustValues() {
        Cursors cursors = server.bean(Cursors.class);
        lists().forEach(route -> {
            Listing listing = route.listing().orElseThrow();
            for (String sort : listing.sorts()) {
                for (String evil : EVIL.subList(0, 13)) {
                    for (String tie : List.of(evil, UUID.randomUUID().toString())) {
                        String cursor = cursors.write(listing, sort, "", List.of(evil, tie));
                        HttpResponse<String> answer = get(path(route) + "?sort=" + sort + "&cursor=" + cursor);
                        String what = route.path() + " " + sort + " " + evil;
                        assertThat(answer.statusCode()).as(what + answer.body()).isIn(200, 400);
                        silent(what, answer, evil);
                    }
                }
            }
        });
    }

    private HttpResponse<String> get(String path) {
        return api.get(path, api.token(admin));
    }

    private static void silent(String what, HttpResponse<String> answer, String evil) {
        if (evil.length() > 4) {
            assertThat(answer.body()).as(what).doesNotContain(evil);
        }
        assertThat(answer.body()).as(what).doesNotContain("PSQL", "SQLState", "syntax error", "Exception");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
