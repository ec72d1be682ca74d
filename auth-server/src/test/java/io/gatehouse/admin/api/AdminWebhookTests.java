package io.gatehouse.admin.api;

import static io.gatehouse.admin.api.AdminApi.V1;
import static io.gatehouse.admin.api.AdminApi.code;
import static io.gatehouse.admin.api.AdminApi.etag;
import static io.gatehouse.admin.api.AdminApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestServer;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Web-hooks through the API. The server of the tests lists no network, so that nothing on the loopback is called. */
final class AdminWebhookTests {

    private static final String HOOKS = V1 + "/webhooks";

    private final AdminApi api = new AdminApi(TestServer.shared());
    private final String token = api.token(AdminApiTests.admin());

    @Test
    void webhookWhenMadeChangedAndRemovedThenSecretShownOnceAndVersionsKept() {
        HttpResponse<String> created = create();
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        String path = created.headers().firstValue("Location").orElseThrow();
        assertThat(json(created).path("secret").asString("")).startsWith("whsec_");
        HttpResponse<String> read = api.get(path, token);
        assertThat(read.body()).doesNotContain("whsec_").contains("account_*");

        String change = "{\"enabled\": false, \"events\": [\"key_rotated\"]}";
        assertThat(api.send("PATCH", path, token, change).statusCode()).isEqualTo(428);
        HttpResponse<String> changed = api.send("PATCH", path, token, change, "If-Match", etag(read));
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(json(changed).path("enabled").asBoolean(true)).isFalse();
        assertThat(api.send("PATCH", path, token, change, "If-Match", etag(read))
                        .statusCode())
                .isEqualTo(412);
        assertThat(api.post(path + "/test", token, "").statusCode()).isEqualTo(409);

        HttpResponse<String> rotated = api.post(path + "/rotate-secret", token, "{\"overlap_seconds\": 60}");
        assertThat(json(rotated).path("secret").asString(""))
                .startsWith("whsec_")
                .isNotEqualTo(json(created).path("secret").asString(""));
        assertThat(json(api.get(path, token)).path("secret_overlap_until").isNull())
                .isFalse();
        assertThat(code(api.post(path + "/rotate-secret", token, "{\"overlap_seconds\": -1}")))
                .isEqualTo("invalid_overlap");

        assertThat(api.send("DELETE", path, token, "", "If-Match", etag(api.get(path, token)))
                        .statusCode())
                .isEqualTo(204);
        assertThat(api.get(path, token).statusCode()).isEqualTo(404);
    }

    @Test
    void logWhenTestedAndSentAgainThenListedByStateTypeAndPage() {
        String path = create().headers().firstValue("Location").orElseThrow();
        JsonNode first = json(api.post(path + "/test", token, ""));
        JsonNode second = json(api.post(path + "/test", token, ""));
        assertThat(first.path("message_id").asString(""))
                .isEqualTo("msg_" + first.path("id").asString(""));

        String log = path + "/deliveries";
        assertThat(AdminApi.ids(api.get(log + "?filter=type%20eq%20%22webhook_test%22", token)))
                .containsExactlyInAnyOrder(
                        first.path("id").asString(""), second.path("id").asString(""));
        assertThat(AdminApi.ids(api.get(log + "?filter=state%20eq%20%22delivered%22", token)))
                .isEmpty();
        JsonNode page = json(api.get(log + "?limit=1", token));
        JsonNode next =
                json(api.get(log + "?limit=1&cursor=" + page.path("next_cursor").asString(""), token));
        assertThat(next.path("items").get(0).path("id"))
                .isNotEqualTo(page.path("items").get(0).path("id"));
        assertThat(next.path("next_cursor").isNull()).isTrue();

        String other = create().headers().firstValue("Location").orElseThrow();
        String delivery = "/deliveries/" + first.path("id").asString("") + "/resend";
        assertThat(api.post(other + delivery, token, "").statusCode()).isEqualTo(404);
        assertThat(api.post(path + delivery, token, "").statusCode()).isIn(202, 409);
    }

    @Test
    @Tag("attack-31")
    void attack31WebhookWhenAddressOrEventsUnfitThenRefusedAndNothingWritten() {
        int before = AdminApi.ids(api.get(HOOKS + "?limit=100", token)).size();
        for (String url : List.of(
                "https://127.0.0.1/",
                "http://169.254.169.254/",
                "https://[::1]/",
                "file:///etc/passwd",
                "https://a@b/")) {
            HttpResponse<String> answer = api.post(HOOKS, token, "{\"url\": \"" + url + "\", \"events\": [\"*\"]}");
            assertThat(answer.statusCode()).as(url + answer.body()).isEqualTo(422);
            assertThat(answer.body()).contains("url_");
        }
        HttpResponse<String> unknown =
                api.post(HOOKS, token, "{\"url\": \"https://hooks.invalid/x\", \"events\": [\"nothing_*\"]}");
        assertThat(unknown.body()).contains("events_invalid");
        assertThat(AdminApi.ids(api.get(HOOKS + "?limit=100", token))).hasSize(before);
    }

    private HttpResponse<String> create() {
        return api.post(
                HOOKS,
                token,
                "{\"url\": \"https://hooks.invalid/gatehouse\", \"events\": [\"account_*\"], \"description\": \"d\"}");
    }
}
