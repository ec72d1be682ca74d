package io.gatehouse.admin.api;

import static io.gatehouse.admin.api.AdminApi.V1;
import static io.gatehouse.admin.api.AdminApi.code;
import static io.gatehouse.admin.api.AdminApi.etag;
import static io.gatehouse.admin.api.AdminApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestServer;
import io.gatehouse.session.SsoSession;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What an administrator does through the API, from one end to the other. */
final class AdminResourceTests {

    private final TestServer server = TestServer.shared();
    private final AdminApi api = new AdminApi(server);
    private final Person admin = AdminApiTests.admin();
    private final String token = api.token(admin);

    @Test
    void lockDownWhenDoneThenSessionsAndTokensEndAtOnceAndThePersonIsTold() {
        Person victim = TestAccounts.active(server);
        TestBrowser browser = new TestBrowser(server);
        browser.signIn("/sign-in", victim);
        assertThat(browser.get("/account").statusCode()).isEqualTo(200);
        String path = V1 + "/people/" + victim.id();
        assertThat(AdminApi.ids(api.get(path + "/sessions", token))).hasSize(1);
        String theirs = api.token(victim.id(), List.of("admin.people.read"));

        HttpResponse<String> locked = api.post(path + "/lock-down", token, "");
        assertThat(locked.statusCode()).as(locked.body()).isEqualTo(200);
        assertThat(json(locked).path("status").asString("")).isEqualTo("disabled");
        assertThat(browser.get("/account").statusCode()).isEqualTo(303);
        assertThat(api.get(V1 + "/people", theirs).statusCode()).isEqualTo(401);
        assertThat(AdminApi.ids(api.get(path + "/sessions", token))).isEmpty();

        JsonNode event = json(api.get(
                        V1 + "/audit?filter="
                                + encode("action eq \"account_locked_down\" and person eq \"" + victim.id() + "\""),
                        token))
                .path("items")
                .get(0);
        assertThat(event.path("actor").asString("")).isEqualTo(admin.id().toString());
        assertThat(event.path("client_id").asString("")).isEqualTo("admin-tests");

        assertThat(json(api.post(path + "/enable", token, "")).path("status").asString(""))
                .isEqualTo("active");
        assertThat(browser.get("/account").statusCode())
                .as("what was ended stays ended")
                .isEqualTo(303);
    }

    @Test
    void personWhenDeletedThenGoneWithSessionsAndNameAndOnlyAsSeenAndProvedAnew() {
        Person victim = TestAccounts.active(server);
        TestBrowser browser = new TestBrowser(server);
        browser.signIn("/sign-in", victim);
        String path = V1 + "/people/" + victim.id();
        String seen = etag(api.get(path, token));
        String stale =
                api.token(admin.id(), AdminApi.allScopes(), SsoSession.ACR_MULTI_FACTOR, Duration.ofSeconds(301));
        assertThat(code(api.send("DELETE", path, stale, "", "If-Match", seen)))
                .isEqualTo("insufficient_user_authentication");
        assertThat(api.send("DELETE", path, token, "").statusCode()).isEqualTo(428);
        HttpResponse<String> renamed =
                api.send("PUT", path + "/profile", token, "{\"profile\":{\"name\":\"Vic\"}}", "If-Match", seen);
        assertThat(renamed.statusCode()).as(renamed.body()).isEqualTo(200);
        assertThat(api.send("DELETE", path, token, "", "If-Match", seen).statusCode())
                .isEqualTo(412);
        assertThat(browser.get("/account").statusCode())
                .as("what was refused ends no session")
                .isEqualTo(200);

        List<Integer> answers = IntStream.range(0, 4)
                .mapToObj(number -> CompletableFuture.supplyAsync(
                        () -> api.send("DELETE", path, token, "", "If-Match", etag(renamed))
                                .statusCode()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(answers)
                .containsOnlyOnce(204)
                .allMatch(status -> List.of(204, 404, 412).contains(status));
        assertThat(api.get(path, token).statusCode()).isEqualTo(404);
        assertThat(browser.get("/account").statusCode()).isEqualTo(303);
        HttpResponse<String> trail = api.get(
                V1 + "/audit?filter=" + encode("action eq \"account_deleted\" and person eq \"" + victim.id() + "\""),
                token);
        assertThat(json(trail).path("items").size()).isOne();
        assertThat(json(trail).path("items").get(0).path("actor").asString(""))
                .isEqualTo(admin.id().toString());
    }

    @Test
    void roleWhenGivenThroughAGroupThenExplainedAndTakenAgain() {
        Person person = TestAccounts.active(server);
        String role = "support-" + UUID.randomUUID();
        String path = V1 + "/roles/" + role;
        assertThat(api.post(V1 + "/roles", token, "{\"name\":\"" + role + "\"}").statusCode())
                .isEqualTo(201);
        HttpResponse<String> carrying = api.send("PUT", path + "/permissions/people:read", token, "");
        assertThat(json(carrying).path("permissions").get(0).asString("")).isEqualTo("people:read");
        HttpResponse<String> group =
                api.post(V1 + "/groups", token, "{\"name\":\"Support " + UUID.randomUUID() + "\"}");
        String groupPath = V1 + "/groups/" + json(group).path("id").asString("");
        assertThat(api.send(
                                "PUT",
                                groupPath + "/roles/" + role,
                                token,
                                "{\"until\":\"" + server.clock().instant().plus(Duration.ofDays(30)) + "\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(api.send("PUT", groupPath + "/people/" + person.id(), token, "{}")
                        .statusCode())
                .isEqualTo(204);

        String why = V1 + "/people/" + person.id() + "/permissions/people:read/why";
        JsonNode held = json(api.get(why, token));
        assertThat(held.path("held").asBoolean()).isTrue();
        assertThat(held.path("ways").get(0).path("links").size()).isEqualTo(3);
        String whyRole = V1 + "/people/" + person.id() + "/roles/" + role + "/why";
        JsonNode roleHeld = json(api.get(whyRole, token));
        assertThat(roleHeld.path("role").asString("")).isEqualTo(role);
        assertThat(roleHeld.path("held").asBoolean()).isTrue();
        assertThat(roleHeld.path("ways").get(0).path("links").size()).isEqualTo(2);
        assertThat(json(api.get(path + "/permissions/people:read/what-if-removed", token))
                        .path("people")
                        .asInt())
                .isEqualTo(1);
        assertThat(api.send("DELETE", groupPath + "/people/" + person.id(), token, "")
                        .statusCode())
                .isEqualTo(204);
        assertThat(json(api.get(why, token)).path("held").asBoolean()).isFalse();
        assertThat(json(api.get(whyRole, token)).path("held").asBoolean()).isFalse();
        assertThat(api.get(whyRole.replace(role, "nothing"), token).statusCode())
                .isEqualTo(404);

        String seen = etag(api.get(path, token));
        List<Integer> answers = IntStream.range(0, 6)
                .mapToObj(number -> CompletableFuture.supplyAsync(
                        () -> api.send("PATCH", path, token, "{\"description\":\"D" + number + "\"}", "If-Match", seen)
                                .statusCode()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(answers.stream().filter(status -> status == 200)).hasSize(1);
        assertThat(answers.stream().filter(status -> status == 412)).hasSize(5);
    }

    @Test
    void clientWhenCreatedAndRotatedThenEachSecretIsShownOnceAndSealedMeanwhile() {
        String id = "shop-" + UUID.randomUUID();
        String key = "create-" + id;
        String body = "{\"client_id\":\"" + id + "\",\"client_name\":\"Shop\",\"redirect_uris\":"
                + "[\"https://shop.example.com/cb\"],\"grant_types\":[\"authorization_code\",\"client_credentials\"]}";
        HttpResponse<String> created = api.post(V1 + "/clients", token, body, "Idempotency-Key", key);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        String first = json(created).path("client_secret").asString("");
        assertThat(first).hasSize(43);
        assertThat(api.post(V1 + "/clients", token, body, "Idempotency-Key", key)
                        .body())
                .isEqualTo(created.body());
        assertThat(server.database()
                        .jdbc()
                        .sql("select count(*) from admin_idempotency where position(:secret::bytea in body) > 0")
                        .param("secret", first.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                        .query(Long.class)
                        .single())
                .isZero();
        String path = V1 + "/clients/" + id;
        assertThat(api.get(path, token).body()).doesNotContain(first);
        assertThat(worksAs(id, first)).isTrue();

        HttpResponse<String> rotated = api.post(path + "/secrets", token, "{\"overlap_seconds\":3600}");
        String second = json(rotated).path("client_secret").asString("");
        assertThat(worksAs(id, first)).as("the old one goes on for the overlap").isTrue();
        assertThat(worksAs(id, second)).isTrue();
        JsonNode secrets = json(api.get(path, token)).path("secrets");
        assertThat(secrets.size()).isEqualTo(2);
        List<String> ending = secrets.valueStream()
                .filter(secret -> !secret.path("expires_at").asString("").isEmpty())
                .map(secret -> secret.path("id").asString(""))
                .toList();
        assertThat(ending).as("one of them ends with the overlap").hasSize(1);
        String old = ending.getFirst();
        assertThat(api.send("DELETE", path + "/secrets/" + old, token, "").statusCode())
                .isEqualTo(204);
        assertThat(worksAs(id, first)).isFalse();

        String seen = etag(api.get(path, token));
        HttpResponse<String> changed = api.send("PATCH", path, token, "{\"disabled\":true}", "If-Match", seen);
        assertThat(json(changed).path("redirect_uris").size())
                .as("what is left out stays")
                .isEqualTo(1);
        assertThat(worksAs(id, second)).isFalse();
        assertThat(api.send("PATCH", path, token, "{\"disabled\":false}", "If-Match", seen)
                        .statusCode())
                .isEqualTo(412);
        assertThat(code(api.send(
                        "PATCH",
                        path,
                        token,
                        "{\"redirect_uris\":[\"https://*.example.com\"]}",
                        "If-Match",
                        etag(changed))))
                .isEqualTo("invalid_client");
        assertThat(api.send("DELETE", path, token, "", "If-Match", etag(changed))
                        .statusCode())
                .isEqualTo(204);
        assertThat(api.get(path, token).statusCode()).isEqualTo(404);
    }

    /** Attack row 43 for the trail, which finds by text that people can choose. */
    @Test
    @Tag("attack-43")
    void attack43AuditFilterWhenOddThenRefusedOrJustText() {
        for (String evil : List.of("' or 1=1 --", "x\\\" or 1", "'; drop table audit_event; --")) {
            for (String field : List.of("action", "person", "session")) {
                assertThat(api.get(V1 + "/audit?filter=" + encode(field + " eq \"" + evil + "\""), token)
                                .statusCode())
                        .as(field + evil)
                        .isEqualTo(400);
            }
            for (String field : List.of("actor", "client_id", "request_id")) {
                HttpResponse<String> answer = api.get(
                        V1 + "/audit?filter=" + encode(field + " eq \"" + evil.replace("\\\"", "'") + "\""), token);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(json(answer).path("items").size()).isZero();
            }
        }
        String cursor =
                json(api.get(V1 + "/audit?limit=1", token)).path("next_cursor").asString("");
        assertThat(api.get(V1 + "/audit?limit=1&cursor=" + cursor, token).statusCode())
                .isEqualTo(200);
        assertThat(api.get(V1 + "/audit?limit=1&cursor=" + cursor.substring(3), token)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void lastAdministratorWhenDisabledThroughTheApiThenRefused() {
        TestServer own = TestServer.start();
        try {
            AdminApi alone = new AdminApi(own);
            Person only = TestAccounts.active(own);
            io.gatehouse.TestRoles.give(own, only.id(), "admin");
            String path = V1 + "/people/" + only.id();
            for (String action : List.of("/disable", "/lock-down")) {
                assertThat(code(alone.post(path + action, alone.token(only), "")))
                        .isEqualTo("last_administrator");
            }
            String seen = etag(alone.get(path, alone.token(only)));
            assertThat(code(alone.send("DELETE", path, alone.token(only), "", "If-Match", seen)))
                    .isEqualTo("last_administrator");
            assertThat(code(alone.send("DELETE", path + "/roles/admin", alone.token(only), "")))
                    .isEqualTo("last_administrator");
            assertThat(alone.get(path, alone.token(only)).statusCode()).isEqualTo(200);
        } finally {
            own.stop();
        }
    }

    private boolean worksAs(String id, String secret) {
        String basic = java.util.Base64.getEncoder()
                .encodeToString((id + ":" + secret).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return new TestBrowser(server)
                        .post(
                                "/oauth2/token",
                                Map.of("grant_type", "client_credentials"),
                                "Authorization",
                                "Basic " + basic)
                        .statusCode()
                == 200;
    }

    private static String encode(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }
}
