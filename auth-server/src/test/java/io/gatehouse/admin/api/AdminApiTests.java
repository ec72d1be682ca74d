package io.gatehouse.admin.api;

import static io.gatehouse.admin.api.AdminApi.V1;
import static io.gatehouse.admin.api.AdminApi.code;
import static io.gatehouse.admin.api.AdminApi.etag;
import static io.gatehouse.admin.api.AdminApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestRoles;
import io.gatehouse.TestServer;
import io.gatehouse.account.AccountService;
import io.gatehouse.session.SsoSession;
import io.gatehouse.token.GrantService;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the API answers to an administrator, and to whoever shows it something else. */
final class AdminApiTests {

    private final AdminApi api = new AdminApi(TestServer.shared());
    private final Person admin = admin();

    static Person admin() {
        TestServer server = TestServer.shared();
        Person person = TestAccounts.active(server);
        TestRoles.give(server, person.id(), "admin");
        return person;
    }

    @Test
    void tokenWhenMissingOrForeignOrDeadThenChallengedAndNothingElse() {
        HttpResponse<String> bare = api.get(V1 + "/people", "");
        assertThat(bare.statusCode()).isEqualTo(401);
        assertThat(bare.headers().firstValue("WWW-Authenticate").orElse(""))
                .contains("resource_metadata=\"" + api.server.issuer()
                        + "/.well-known/oauth-protected-resource/admin/api\"")
                .doesNotContain("error=");
        assertThat(bare.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(code(bare)).isEqualTo("token_missing");

        List<String> both = List.of("admin.people.read", "orders.read");
        for (String token : List.of(
                "nonsense",
                "a.b.c",
                api.token(admin.id(), List.of("openid")),
                api.token(admin.id(), List.of("orders.read")),
                api.token(admin.id(), both))) {
            HttpResponse<String> answer = api.get(V1 + "/people", token);
            assertThat(answer.statusCode()).as(token).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                    .contains("error=\"invalid_token\"");
        }
        assertThat(api.get(V1 + "/people", api.token(admin.id(), List.of("openid", "admin.people.read")))
                        .statusCode())
                .isEqualTo(200);
        JsonNode metadata = json(api.get("/.well-known/oauth-protected-resource/admin/api", ""));
        assertThat(metadata.path("resource").asString("")).isEqualTo(api.server.issuer() + "/admin/api");
    }

    @Test
    void tokenWhenRevokedOrAccountDisabledOrSessionEndedThenRefusedAtOnce() {
        Person second = admin();
        String token = api.token(second);
        assertThat(api.get(V1 + "/people", token).statusCode()).isEqualTo(200);
        api.server.bean(AccountService.class).disable(second.id());
        assertThat(api.get(V1 + "/people", token).statusCode()).isEqualTo(401);
        api.server.bean(AccountService.class).enable(second.id());

        api.server.bean(GrantService.class).revokeOfAccount(second.id(), null);
        assertThat(api.get(V1 + "/people", token).statusCode()).isEqualTo(401);

        UUID sid = UUID.randomUUID();
        String ofSession =
                api.token(sid, second.id(), List.of("admin.people.read"), SsoSession.ACR_MULTI_FACTOR, Duration.ZERO);
        assertThat(api.get(V1 + "/people", ofSession).statusCode()).isEqualTo(200);
        api.server.bean(GrantService.class).revokeOfSession(sid);
        assertThat(api.get(V1 + "/people", ofSession).statusCode()).isEqualTo(401);
    }

    @Test
    void dangerousWhenFactorIsOldOrMissingThenAskedToStepUp() {
        HttpResponse<String> keys = api.get(V1 + "/keys", api.token(admin));
        String kid = json(keys).path("items").get(0).path("kid").asString("");
        for (String token : List.of(
                api.token(admin.id(), AdminApi.allScopes(), SsoSession.ACR_PASSWORD, Duration.ZERO),
                api.token(admin.id(), AdminApi.allScopes(), SsoSession.ACR_MULTI_FACTOR, Duration.ofSeconds(301)))) {
            HttpResponse<String> answer = api.post(V1 + "/keys/" + kid + "/rotate", token, "{}");
            assertThat(answer.statusCode()).isEqualTo(401);
            // RFC 9470 section 3
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                    .contains("error=\"insufficient_user_authentication\"")
                    .contains("acr_values=\"" + SsoSession.ACR_MULTI_FACTOR + "\"")
                    .contains("max_age=\"300\"");
        }
        assertThat(api.post(V1 + "/keys/" + kid + "/rotate", api.token(admin), "{}")
                        .statusCode())
                .as("the caller may ask, whether or not the next key is old enough")
                .isIn(200, 409);
    }

    @Test
    void peopleWhenPagedThenEachIsListedOnce() {
        String mark = "page" + UUID.randomUUID().toString().substring(0, 8);
        String token = api.token(admin);
        Set<String> made = new LinkedHashSet<>();
        for (int i = 0; i < 7; i++) {
            HttpResponse<String> created = api.post(
                    V1 + "/people",
                    token,
                    "{\"email\":\"" + mark + i + "@example.com\",\"profile\":{\"name\":\"Zoe " + mark + "\"},"
                            + "\"email_verified\":true}");
            assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
            made.add(json(created).path("id").asString(""));
        }
        for (String sort : List.of("email", "-email", "created_at", "-created_at")) {
            List<String> seen = new ArrayList<>();
            String path = V1 + "/people?limit=3&sort=" + sort + "&filter="
                    + encode("email sw \"" + mark + "\" and status eq \"active\"");
            String cursor = "";
            do {
                HttpResponse<String> page = api.get(path + (cursor.isEmpty() ? "" : "&cursor=" + cursor), token);
                assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
                seen.addAll(AdminApi.ids(page));
                cursor = json(page).path("next_cursor").asString("");
            } while (!cursor.isEmpty());
            assertThat(seen).as(sort).hasSize(7).containsExactlyInAnyOrderElementsOf(made);
        }
        for (String typed : List.of(mark.substring(0, 6), "ZOE " + mark, mark.toUpperCase(java.util.Locale.ROOT))) {
            assertThat(AdminApi.ids(api.get(V1 + "/people?limit=100&q=" + encode(typed), token)))
                    .as(typed)
                    .containsAll(made);
        }
    }

    /** Attack rows 39 and 43: a cursor of another list, order or filter, or one that somebody changed. */
    @Test
    @Tag("attack-43")
    void attack43CursorWhenOfAnotherListOrChangedThenRefused() {
        String token = api.token(admin);
        TestAccounts.active(api.server);
        String cursor = json(api.get(V1 + "/people?limit=1&sort=email", token))
                .path("next_cursor")
                .asString("");
        assertThat(cursor).isNotEmpty();
        assertThat(api.get(V1 + "/people?limit=1&sort=email&cursor=" + cursor, token)
                        .statusCode())
                .isEqualTo(200);
        for (String path : List.of(
                "/people?sort=-email&cursor=" + cursor,
                "/people?sort=created_at&cursor=" + cursor,
                "/clients?cursor=" + cursor,
                "/people?sort=email&filter=" + encode("status eq \"active\"") + "&cursor=" + cursor,
                "/people?sort=email&cursor=x" + cursor.substring(1),
                "/people?sort=email&cursor=" + cursor.substring(0, cursor.length() - 2) + "AA",
                "/people?sort=email&cursor=e30",
                "/people?sort=email&cursor=e30.AAAA")) {
            HttpResponse<String> answer = api.get(V1 + path, token);
            assertThat(answer.statusCode()).as(path).isEqualTo(400);
            assertThat(code(answer)).as(path).isEqualTo("invalid_cursor");
        }
    }

    @Test
    void likeWildcardsWhenSearchedThenMeanThemselves() {
        String token = api.token(admin);
        for (String text : List.of("%", "_", "%@example.com", "\\")) {
            assertThat(AdminApi.ids(api.get(V1 + "/people?q=" + encode(text), token)))
                    .as(text)
                    .isEmpty();
        }
    }

    @Test
    void profileWhenTwoAdministratorsChangeTheSameVersionThenOneIsRefused() {
        Person target = TestAccounts.active(api.server);
        String path = V1 + "/people/" + target.id();
        String token = api.token(admin);
        String seen = etag(api.get(path, token));
        List<Integer> answers = IntStream.range(0, 8)
                .parallel()
                .mapToObj(number -> api.send(
                                "PUT",
                                path + "/profile",
                                token,
                                "{\"profile\":{\"name\":\"Name " + number + "\"}}",
                                "If-Match",
                                seen)
                        .statusCode())
                .toList();
        assertThat(answers.stream().filter(status -> status == 200)).hasSize(1);
        assertThat(answers.stream().filter(status -> status == 412)).hasSize(7);
        assertThat(etag(api.get(path, token))).isNotEqualTo(seen);

        HttpResponse<String> blind = api.send("PUT", path + "/profile", token, "{\"profile\":{\"name\":\"Blind\"}}");
        assertThat(blind.statusCode()).isEqualTo(428);
        for (String odd : List.of("*", "W/" + seen, "\"x\"", seen + ", \"9\"")) {
            assertThat(api.send("PUT", path + "/profile", token, "{\"profile\":{}}", "If-Match", odd)
                            .statusCode())
                    .as(odd)
                    .isEqualTo(412);
        }
    }

    @Test
    void postWhenSentTwentyTimesWithOneKeyThenOneEffectAndOneAnswer() {
        String token = api.token(admin);
        String email = "once" + UUID.randomUUID() + "@example.com";
        String key = "key-" + UUID.randomUUID();
        String body = "{\"email\":\"" + email + "\",\"email_verified\":true}";
        List<HttpResponse<String>> answers = IntStream.range(0, 20)
                .mapToObj(number -> java.util.concurrent.CompletableFuture.supplyAsync(
                        () -> api.post(V1 + "/people", token, body, "Idempotency-Key", key)))
                .toList()
                .stream()
                .map(java.util.concurrent.CompletableFuture::join)
                .toList();
        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(201));
        assertThat(answers.stream().map(HttpResponse::body).distinct()).hasSize(1);

        HttpResponse<String> other = api.post(
                V1 + "/people",
                token,
                "{\"email\":\"other" + email + "\",\"email_verified\":true}",
                "Idempotency-Key",
                key);
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(code(other)).isEqualTo("idempotency_key_reused");
        assertThat(api.post(V1 + "/people", token, body, "Idempotency-Key", "another-" + key)
                        .statusCode())
                .isEqualTo(409);
        assertThat(api.post(V1 + "/people", api.token(admin()), body, "Idempotency-Key", key)
                        .statusCode())
                .as("a key is worth nothing to somebody else")
                .isEqualTo(409);
    }

    /** Attack rows 41 and 48: members that nobody asked for, deep, broken and huge bodies. */
    @Test
    @Tag("attack-48")
    void attack48BodyWhenBrokenDeepHugeOrWithForeignMembersThenRefusedAsAProblem() {
        String token = api.token(admin);
        String deep = "{\"profile\":" + "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000) + "}";
        String huge = "{\"email\":\"" + "a".repeat(70_000) + "\"}";
        record Case(String body, int status, String code) {}
        for (Case each : List.of(
                new Case("{\"email\":\"a@example.com\",\"roles\":[\"admin\"]}", 400, "unknown_member"),
                new Case("{\"email\":\"a@example.com\",\"status\":\"active\"}", 400, "unknown_member"),
                new Case("{\"email\":\"a@example.com\",\"email\":\"b@example.com\"}", 400, "broken_json"),
                new Case("{\"email\":{}}", 400, "wrong_type"),
                new Case("{\"email\":7}", 400, "wrong_type"),
                new Case("[]", 400, "wrong_type"),
                new Case("null", 400, "body_missing"),
                new Case("{", 400, "broken_json"),
                new Case("{} {}", 400, "wrong_type"),
                new Case("{}", 400, "member_missing"),
                new Case("{\"email\":\"a@example.com\",\"profile\":{\"sub\":\"x\"}}", 400, "invalid_profile"),
                new Case("{\"email\":\"a@example.com\",\"profile\":{\"name\":null}}", 400, "invalid_profile"),
                new Case(deep, 400, "broken_json"),
                new Case(huge, 413, "body_too_large"))) {
            HttpResponse<String> answer = api.post(V1 + "/people", token, each.body());
            String what = each.body().substring(0, Math.min(60, each.body().length()));
            assertThat(answer.statusCode()).as(what + answer.body()).isEqualTo(each.status());
            assertThat(code(answer)).as(what).isEqualTo(each.code());
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).isEqualTo("application/problem+json");
            assertThat(json(answer).path("request_id").asString(""))
                    .isEqualTo(answer.headers().firstValue("X-Request-Id").orElse("-"));
        }
    }

    @Test
    void requestWhenNothingFitsThenProblemDocument() {
        String token = api.token(admin);
        assertProblem(api.get(V1 + "/nothing", token), 404, "not_found");
        assertProblem(api.get("/admin/api", token), 404, "not_found");
        assertProblem(api.get(V1 + "/people/" + UUID.randomUUID(), token), 404, "not_found");
        assertProblem(api.get(V1 + "/people/1", token), 404, "not_found");
        assertProblem(api.send("DELETE", V1 + "/people", token, ""), 405, "method_not_allowed");
        assertProblem(api.get(V1 + "/people?frob=1", token), 400, "unknown_parameter");
        assertProblem(api.get(V1 + "/people?limit=1&limit=2", token), 400, "unknown_parameter");
        assertProblem(api.get(V1 + "/settings?limit=1", token), 400, "unknown_parameter");
        HttpResponse<String> form = new io.gatehouse.TestBrowser(api.server)
                .send(
                        "POST",
                        V1 + "/people",
                        "email=a",
                        "Authorization",
                        "Bearer " + token,
                        "Content-Type",
                        "application/x-www-form-urlencoded");
        assertProblem(form, 415, "unsupported_media_type");
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(code(answer)).as(answer.body()).isEqualTo(code);
        assertThat(json(answer).path("request_id").asString("")).isNotEmpty();
    }

    private static String encode(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }
}
