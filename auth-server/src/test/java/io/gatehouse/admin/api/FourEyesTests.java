package io.gatehouse.admin.api;

import static io.gatehouse.admin.api.AdminApi.V1;
import static io.gatehouse.admin.api.AdminApi.code;
import static io.gatehouse.admin.api.AdminApi.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestRoles;
import io.gatehouse.TestServer;
import io.gatehouse.access.Actor;
import io.gatehouse.access.AssignmentService;
import io.gatehouse.access.FourEyesProperties;
import io.gatehouse.access.GroupLinkService;
import io.gatehouse.access.GroupService;
import io.gatehouse.access.RoleContentService;
import io.gatehouse.access.RoleService;
import io.gatehouse.access.Validity;
import io.gatehouse.admin.approval.TestProposals;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import io.gatehouse.signingkey.KeyInfo;
import io.gatehouse.signingkey.SigningKeyRotation;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Changes that need a second administrator, on a server of its own where all of them do. */
final class FourEyesTests {

    private static final TestServer SERVER = TestServer.start(
            "gatehouse.admin.four-eyes=roles,keys,clients", "gatehouse.admin.critical-clients=four-eyes-app,raced-app");
    private static final Actor OPERATOR = Actor.operator("test");
    private static final int RACERS = 20;

    private final AdminApi api = new AdminApi(SERVER);
    private final Person proposer = administrator();
    private final Person second = administrator();
    private final Person person = TestAccounts.active(SERVER);

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    private static Person administrator() {
        Person person = TestAccounts.active(SERVER);
        TestRoles.give(SERVER, person.id(), "admin");
        return person;
    }

    private String giveAdmin(Person to) {
        return V1 + "/people/" + to.id() + "/roles/admin?reason=Stands%20in%20for%20Ada";
    }

    private boolean holdsAdmin(Person who) {
        return SERVER.bean(RoleService.class).rolesOf(who.id()).contains("admin");
    }

    private String proposed(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        String path = answer.headers().firstValue("Location").orElseThrow();
        assertThat(json(answer).path("path").asString("")).isEqualTo(path);
        return path;
    }

    private String proposeAdmin() {
        return proposed(api.send("PUT", giveAdmin(person), api.token(proposer), "{}"));
    }

    private HttpResponse<String> approve(String path, Person by) {
        return api.post(path + "/approve", api.token(by), "");
    }

    @Test
    void adminRoleWhenGivenByOneThenProposedAndMadeByTheSecondWithBothInTheTrail() {
        String path = proposeAdmin();
        assertThat(holdsAdmin(person)).isFalse();
        JsonNode shown = json(api.get(path, api.token(second)));
        assertThat(shown.path("reason").asString("")).isEqualTo("Stands in for Ada");
        assertThat(shown.path("changes").toString())
                .contains("{\"name\":\"roles\",\"before\":\"\",\"after\":\"admin\"}");
        assertThat(json(api.get(V1 + "/proposals?filter=state%20eq%20%22waiting%22", api.token(second)))
                        .path("items")
                        .toString())
                .contains(path);

        HttpResponse<String> answer = approve(path, second);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).path("proposal").path("state").asString("")).isEqualTo("approved");
        assertThat(holdsAdmin(person)).isTrue();
        assertThat(SERVER.bean(AssignmentService.class).of(person.id()))
                .singleElement()
                .satisfies(given -> assertThat(given.givenBy()).isEqualTo(proposer.id()));
        JsonNode event = event("role_given", person);
        assertThat(event.path("actor").asString("")).isEqualTo(second.id().toString());
        assertThat(event.toString())
                .contains("\"by\":\"" + proposer.id() + "\"", "\"approved_by\":\"" + second.id() + "\"");
        assertThat(code(approve(path, second))).isEqualTo("conflict");
    }

    private JsonNode event(String action, Person about) {
        String filter = "action%20eq%20%22" + action + "%22%20and%20person%20eq%20%22" + about.id() + "%22";
        return json(api.get(V1 + "/audit?filter=" + filter, api.token(second)))
                .path("items")
                .get(0);
    }

    /** By the door of invitations one person could make an administrator of whom they like. */
    @Test
    void invitationWhenItGivesSuchARoleByItselfOrThroughAGroupThenRefused() {
        UUID group = SERVER.bean(GroupService.class)
                .create(OPERATOR, null, "mighty " + UUID.randomUUID())
                .id();
        String harmless = "{\"email\": \"invited@example.com\", \"groups\": [\"" + group + "\"]}";
        assertThat(api.post(V1 + "/invitations", api.token(proposer), harmless).statusCode())
                .isEqualTo(201);
        SERVER.bean(GroupLinkService.class).giveRole(OPERATOR, group, "admin", Validity.ALWAYS, null);
        String admin = "{\"email\": \"invited@example.com\", \"roles\": [\"admin\"]}";
        for (String body : List.of(harmless, admin)) {
            assertThat(code(api.post(V1 + "/invitations", api.token(proposer), body)))
                    .as(body)
                    .isEqualTo("second_person_needed");
        }
    }

    @Test
    void approvalWhenByTheProposerOrTheOneWhoGainsOrWithoutRightsThenRefused() {
        String path = proposeAdmin();
        assertThat(code(approve(path, proposer))).isEqualTo("permission_missing");
        assertThat(code(api.post(path + "/reject", api.token(proposer), ""))).isEqualTo("conflict");
        assertThat(code(api.post(path + "/withdraw", api.token(second), ""))).isEqualTo("conflict");

        Person gaining = administrator();
        String own = proposed(api.send("PUT", giveAdminUntil(gaining), api.token(proposer), UNTIL));
        assertThat(code(approve(own, gaining))).isEqualTo("permission_missing");

        Person clerk = TestAccounts.active(SERVER);
        role("decides", "proposals:read", "proposals:decide");
        TestRoles.give(SERVER, clerk.id(), "decides");
        assertThat(code(approve(path, clerk))).isEqualTo("permission_missing");
        assertThat(holdsAdmin(person)).isFalse();

        assertThat(api.post(path + "/withdraw", api.token(proposer), "").statusCode())
                .isEqualTo(200);
        assertThat(code(approve(path, second))).isEqualTo("conflict");
        assertThat(holdsAdmin(person)).isFalse();
    }

    private static final String UNTIL = "{\"until\":\"2099-01-01T00:00:00Z\"}";

    private String giveAdminUntil(Person to) {
        return V1 + "/people/" + to.id() + "/roles/admin";
    }

    private static void role(String name, String... permissions) {
        if (SERVER.bean(RoleService.class).find(name).isEmpty()) {
            SERVER.bean(RoleService.class).create(OPERATOR, name, null, "");
        }
        for (String permission : permissions) {
            SERVER.bean(RoleContentService.class).addPermission(OPERATOR, name, permission, null);
        }
    }

    @Test
    void approvalWhenTheProposerLostTheRoleMeanwhileThenRefusedAndStillWaiting() {
        String path = proposeAdmin();
        TestRoles.takeAll(SERVER, proposer.id());
        HttpResponse<String> answer = approve(path, second);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        assertThat(holdsAdmin(person)).isFalse();
        assertThat(json(api.get(path, api.token(second))).path("state").asString(""))
                .isEqualTo("waiting");
    }

    @Test
    void approvalWhenTooLateThenRefusedAndExpiredByTheJob() {
        String path = proposeAdmin();
        SERVER.clock().advance(Duration.ofHours(24));
        assertThat(code(approve(path, second))).isEqualTo("conflict");
        assertThat(holdsAdmin(person)).isFalse();
        TestProposals.tidy(SERVER);
        assertThat(json(api.get(path, api.token(second))).path("state").asString(""))
                .isEqualTo("expired");
        String id = path.substring(path.lastIndexOf('/') + 1);
        assertThat(api.get(V1 + "/audit?filter=action%20eq%20%22approval_expired%22", api.token(second))
                        .body())
                .contains(id);
    }

    /** With a change that would succeed again and again, so that nothing but the decision itself makes it one. */
    @Test
    void approvalWhenTwentyAtOnceThenMadeOnce() throws Exception {
        String token = api.token(proposer);
        String client = V1 + "/clients/raced-app";
        api.post(
                V1 + "/clients",
                token,
                "{\"client_id\":\"raced-app\",\"client_name\":\"Raced\",\"redirect_uris\":[\"https://a.example.com/cb\"]}");
        String path = proposed(api.post(client + "/secrets", token, "{\"overlap_seconds\":3600}"));
        List<Person> seconds = List.of(second, administrator());
        seconds.forEach(api::token);
        CyclicBarrier start = new CyclicBarrier(RACERS);
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(RACERS)) {
            List<Future<Integer>> running = new ArrayList<>();
            for (int i = 0; i < RACERS; i++) {
                Person by = seconds.get(i % 2);
                Callable<Integer> racer = () -> {
                    start.await();
                    return approve(path, by).statusCode();
                };
                running.add(threads.submit(racer));
            }
            for (Future<Integer> one : running) {
                statuses.add(one.get());
            }
        }
        assertThat(statuses).containsOnlyOnce(200);
        assertThat(statuses).filteredOn(status -> status != 200).containsOnly(409);
        assertThat(json(api.get(client, token)).path("secrets").size()).isEqualTo(2);
    }

    @Test
    void keyWhenRotatedByOneThenRetiredByTheSecondOnly() {
        KeyInfo key = active();
        String rotate = V1 + "/keys/" + key.kid() + "/rotate";
        String path = proposed(api.post(rotate, api.token(proposer), "{\"at_once\":true}"));
        assertThat(active()).isEqualTo(key);
        assertThat(approve(path, second).statusCode()).isEqualTo(200);
        assertThat(active().kid()).isNotEqualTo(key.kid());
    }

    private static KeyInfo active() {
        return SERVER.bean(SigningKeyRotation.class).keys().stream()
                .filter(key -> key.state().equals("active") && key.algorithm().equals("ES256"))
                .findFirst()
                .orElseThrow();
    }

    /** Whatever way leads to more rights is one of these, or refused. */
    @Test
    void waysAroundWhenTriedThenProposedOrRefused() {
        role("helpers", "people:write");
        role("harmless", "people:read");
        UUID mighty = SERVER.bean(GroupService.class)
                .create(OPERATOR, null, "mighty " + UUID.randomUUID())
                .id();
        UUID plain = SERVER.bean(GroupService.class)
                .create(OPERATOR, null, "plain " + UUID.randomUUID())
                .id();
        SERVER.bean(GroupLinkService.class).giveRole(OPERATOR, mighty, "helpers", Validity.ALWAYS, null);
        String token = api.token(proposer);
        for (String path : List.of(
                "/people/" + person.id() + "/roles/helpers",
                "/groups/" + mighty + "/people/" + person.id(),
                "/groups/" + plain + "/roles/helpers",
                "/roles/harmless/permissions/people:lock-down",
                "/roles/harmless/roles/helpers")) {
            proposed(api.send("PUT", V1 + path, token, path.contains("/roles/harmless") ? "" : "{}"));
        }
        assertThat(api.send("PUT", V1 + "/people/" + person.id() + "/roles/harmless", token, "{}")
                        .statusCode())
                .isEqualTo(204);
        GroupService groups = SERVER.bean(GroupService.class);
        assertThatThrownBy(() -> groups.change(Actor.of(proposer.id()), plain, null, mighty, "moved"))
                .isInstanceOfSatisfying(
                        GatehouseException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.SECOND_PERSON_NEEDED));
        assertThat(SERVER.bean(RoleService.class).rolesOf(person.id())).containsExactly("harmless");
    }

    @Test
    void secretOfACriticalClientWhenItChangedMeanwhileThenRefusedElseShownToTheSecondOnly() {
        String token = api.token(proposer);
        String client = V1 + "/clients/four-eyes-app";
        api.post(
                V1 + "/clients",
                token,
                "{\"client_id\":\"four-eyes-app\",\"client_name\":\"App\",\"redirect_uris\":[\"https://a.example.com/cb\"]}");
        String stale = proposed(api.post(client + "/secrets", token, "{}"));
        String etag = AdminApi.etag(api.get(client, token));
        String change = proposed(api.send(
                "PATCH", client, token, "{\"redirect_uris\":[\"https://b.example.com/cb\"]}", "If-Match", etag));
        assertThat(api.get(client, token).body()).contains("a.example.com").doesNotContain("b.example.com");
        assertThat(json(api.get(change, token)).path("changes").toString())
                .contains("\"before\":\"https://a.example.com/cb\",\"after\":\"https://b.example.com/cb\"");
        assertThat(approve(change, second).statusCode()).isEqualTo(200);
        assertThat(api.get(client, token).body()).contains("b.example.com");
        assertThat(code(approve(stale, second))).isEqualTo("changed_meanwhile");

        String fresh = proposed(api.post(client + "/secrets", token, "{}"));
        HttpResponse<String> answer = approve(fresh, second);
        assertThat(json(answer).path("client_secret").asString("")).isNotEmpty();
        assertThat(api.get(fresh, token).body()).doesNotContain("client_secret");
        proposed(api.send("DELETE", client, token, "", "If-Match", AdminApi.etag(api.get(client, token))));
    }

    @Test
    void consoleWhenTheRuleIsOnThenTheChangeWaitsAndTheSecondApprovesIt() {
        TestBrowser first = signedIn(proposer);
        String roles = "/admin/people/" + person.id() + "/roles";
        HttpResponse<String> page = first.get(roles);
        assertThat(page.body()).contains("name=\"reason\"");
        HttpResponse<String> sent = first.submit(
                page, roles, Map.of("role", "admin", "within", "", "from", "", "until", "", "reason", "Help"));
        assertThat(sent.statusCode()).isEqualTo(303);
        String proposal = TestBrowser.location(sent);
        assertThat(proposal).contains("/admin/proposals/proposal?id=");
        assertThat(first.get(proposal).body())
                .contains("Not done yet", "Withdraw")
                .doesNotContain(">Approve<");
        assertThat(first.get("/admin").body()).contains("\"/admin/proposals\"");

        TestBrowser other = signedIn(second);
        HttpResponse<String> shown = other.get(proposal);
        assertThat(shown.body()).contains(">Approve<", "Help", "admin").doesNotContain("??", "Withdraw");
        assertThat(other.get("/admin/proposals").body()).contains(proposal.replaceAll(".*id=([0-9a-f-]+).*", "$1"));
        String action = "/admin/proposals/proposal/approve?id=" + proposal.replaceAll(".*id=([0-9a-f-]+).*", "$1");
        assertThat(other.submit(shown, action, Map.of()).statusCode()).isEqualTo(303);
        assertThat(holdsAdmin(person)).isTrue();
    }

    private static TestBrowser signedIn(Person who) {
        TestBrowser browser = new TestBrowser(SERVER);
        assertThat(browser.signIn("/sign-in?continue=%2Faccount", who).statusCode())
                .isEqualTo(303);
        return browser;
    }

    @Test
    void propertiesWhenWrongThenRefused() {
        assertThatThrownBy(() -> new FourEyesProperties(Set.of(), Duration.ofDays(31), Set.of()))
                .hasMessageContaining("gatehouse.admin.proposal-lifetime");
    }
}
