package io.gatehouse.admin.api;

import static io.gatehouse.admin.api.AdminApi.V1;
import static io.gatehouse.admin.api.AdminApi.code;
import static io.gatehouse.admin.api.AdminApi.ids;
import static io.gatehouse.admin.api.AdminApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestRoles;
import io.gatehouse.TestServer;
import io.gatehouse.access.Actor;
import io.gatehouse.access.AssignmentService;
import io.gatehouse.access.GroupService;
import io.gatehouse.access.RoleContentService;
import io.gatehouse.access.ServerPermission;
import io.gatehouse.access.Validity;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Invitations over the API: the list, one at a time, and what a delegated administrator sees of them. */
final class AdminInvitationTests {

    private static final Actor OPERATOR = Actor.operator("test");
    private static final String PATH = V1 + "/invitations";

    private final TestServer server = TestServer.shared();
    private final AdminApi api = new AdminApi(server);
    private final String admin = api.token(AdminApiTests.admin());
    private final UUID own = group();
    private final UUID foreign = group();
    private final String email = "api-" + UUID.randomUUID() + "@example.com";

    private UUID group() {
        return server.bean(GroupService.class)
                .create(OPERATOR, null, "api " + UUID.randomUUID())
                .id();
    }

    private String delegate() {
        String name = "api-delegate-" + UUID.randomUUID();
        Person person = TestAccounts.active(server);
        TestRoles.give(server, person.id(), name);
        TestRoles.takeAll(server, person.id());
        for (ServerPermission permission : ServerPermission.values()) {
            server.bean(RoleContentService.class).addPermission(OPERATOR, name, permission.code(), null);
        }
        server.bean(AssignmentService.class).give(OPERATOR, person.id(), name, own, Validity.ALWAYS);
        return api.token(person);
    }

    private String invite(String token, UUID... into) {
        HttpResponse<String> answer = tryToInvite(token, into);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        server.clock().advance(Duration.ofMillis(1));
        return json(answer).path("id").asString("");
    }

    private HttpResponse<String> tryToInvite(String token, UUID... into) {
        String groups = String.join(
                ",", List.of(into).stream().map(id -> "\"" + id + "\"").toList());
        return api.post(PATH, token, "{\"email\": \"%s\", \"groups\": [%s]}".formatted(email, groups));
    }

    @Test
    void listWhenFilteredAndPagedThenEachOnce() {
        String first = invite(admin);
        String second = invite(admin, own);
        String third = invite(admin, foreign);
        String mine = "?filter=email%20eq%20%22" + email.toUpperCase(Locale.ROOT) + "%22";
        assertThat(api.post(PATH + "/" + second + "/withdraw", admin, "").statusCode())
                .isEqualTo(200);
        assertThat(code(api.post(PATH + "/" + second + "/withdraw", admin, ""))).isEqualTo("conflict");
        assertThat(ids(api.get(PATH + mine, admin))).containsExactly(third, second, first);
        assertThat(ids(api.get(PATH + mine + "%20and%20status%20eq%20%22withdrawn%22", admin)))
                .containsExactly(second);
        Set<String> seen = new LinkedHashSet<>();
        String cursor = "";
        do {
            HttpResponse<String> page = api.get(PATH + mine + "&sort=created_at&limit=1" + cursor, admin);
            seen.addAll(ids(page));
            cursor = json(page).path("next_cursor").asString("");
            cursor = cursor.isEmpty() ? "" : "&cursor=" + cursor;
        } while (!cursor.isEmpty());
        assertThat(seen).containsExactly(first, second, third);
        HttpResponse<String> one = api.get(PATH + "/" + first, admin);
        assertThat(one.body()).doesNotContain("token", "hash");
        assertThat(json(one).path("status").asString("")).isEqualTo("pending");
    }

    @Test
    @Tag("attack-39")
    @Tag("attack-41")
    void attack39_delegateWhenBeyondTheOwnGroupThenNothingIsThere() {
        String delegate = delegate();
        String seen = invite(admin, own);
        String nowhere = invite(admin);
        String elsewhere = invite(admin, foreign);
        String both = invite(admin, own, foreign);
        String made = invite(delegate, own);
        assertThat(ids(api.get(PATH + "?limit=100", delegate))).containsExactly(made, seen);
        for (String id : List.of(nowhere, elsewhere, both, UUID.randomUUID().toString())) {
            assertThat(api.get(PATH + "/" + id, delegate).statusCode()).isEqualTo(404);
            for (String action : List.of("/resend", "/withdraw")) {
                assertThat(api.post(PATH + "/" + id + action, delegate, "").statusCode())
                        .isEqualTo(404);
            }
        }
        assertThat(code(tryToInvite(delegate))).isEqualTo("permission_missing");
        assertThat(code(tryToInvite(delegate, foreign))).isEqualTo("permission_missing");
        assertThat(code(tryToInvite(delegate, own, foreign))).isEqualTo("permission_missing");
        assertThat(code(api.post(
                        PATH,
                        delegate,
                        "{\"email\": \"%s\", \"roles\": [\"admin\"], \"groups\": [\"%s\"]}".formatted(email, own))))
                .isEqualTo("beyond_own_rights");
    }

    @Test
    @Tag("attack-41")
    void attack41_bodyWhenItSetsWhatIsNotTheirsThenRefused() {
        for (String member : List.of("status", "invited_by", "token", "accepted_by", "id")) {
            String body = "{\"email\": \"%s\", \"%s\": \"x\"}".formatted(email, member);
            assertThat(code(api.post(PATH, admin, body))).as(member).isEqualTo("unknown_member");
        }
        for (String member : List.of("\"expires_in_seconds\": 2592001", "\"language\": \"xx\"")) {
            String body = "{\"email\": \"%s\", %s}".formatted(email, member);
            assertThat(api.post(PATH, admin, body).statusCode()).isEqualTo(400);
        }
    }
}
