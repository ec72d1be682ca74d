package io.gatehouse.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestClients;
import io.gatehouse.TestRoles;
import io.gatehouse.TestServer;
import io.gatehouse.access.AccessService;
import io.gatehouse.access.Actor;
import io.gatehouse.access.AssignmentService;
import io.gatehouse.access.Group;
import io.gatehouse.access.GroupLinkService;
import io.gatehouse.access.GroupService;
import io.gatehouse.access.PermissionService;
import io.gatehouse.access.RoleContentService;
import io.gatehouse.access.RoleService;
import io.gatehouse.access.ServerPermission;
import io.gatehouse.access.Validity;
import io.gatehouse.account.AccountDirectory;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Why somebody may do something, and who would lose it, as the console tells it, and to whom it tells it. */
final class ConsoleExplainTests {

    private static final Actor OPERATOR = Actor.operator("test");

    private final TestServer server = TestServer.shared();
    private final RoleService roles = server.bean(RoleService.class);
    private final RoleContentService contents = server.bean(RoleContentService.class);
    private final GroupLinkService links = server.bean(GroupLinkService.class);
    private final AssignmentService assignments = server.bean(AssignmentService.class);

    private final Person admin = TestAccounts.active(server);
    private final Person ann = TestAccounts.active(server);
    private final Person bob = TestAccounts.active(server);
    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String app = TestClients.web(server).id();
    private final String permission = "shelf-" + mark + ":tidy";
    private final String librarian = role("librarian-" + mark);
    private final String keeper = role("keeper-" + mark);
    private final Group team = server.bean(GroupService.class).create(OPERATOR, null, "Team " + mark);
    private TestBrowser browser;

    private String role(String name) {
        return roles.create(OPERATOR, name, null, "").name();
    }

    /** Ann through the group and the role in its role, Bob also through the inner role itself. */
    @BeforeEach
    void bothTidyShelves() {
        TestRoles.give(server, admin.id(), "admin");
        server.bean(PermissionService.class).define(OPERATOR, permission, app, "");
        contents.addPermission(OPERATOR, keeper, permission, null);
        contents.addMember(OPERATOR, librarian, keeper, null);
        links.giveRole(Actor.of(admin.id()), team.id(), librarian, Validity.ALWAYS, null);
        links.add(OPERATOR, team.id(), ann.id(), Validity.ALWAYS);
        links.add(OPERATOR, team.id(), bob.id(), Validity.ALWAYS);
        assignments.give(OPERATOR, bob.id(), keeper, null, Validity.ALWAYS);
        browser = signedIn(admin);
    }

    private TestBrowser signedIn(Person who) {
        TestBrowser made = new TestBrowser(server);
        assertThat(made.signIn("/sign-in?continue=%2Faccount", who).statusCode())
                .isEqualTo(303);
        return made;
    }

    private static String path(Person who) {
        return "/admin/people/" + who.id();
    }

    private String name(Person who) {
        return GuardedPerson.name(
                server.bean(AccountDirectory.class).find(who.id()).orElseThrow().account());
    }

    private static String why(Person who, String kind, String name) {
        return path(who) + "/why?" + TestBrowser.encode(Map.of(kind, name));
    }

    private String answer(String path) {
        HttpResponse<String> answer = browser.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.body()).as(path).doesNotContain("??");
        return answer.body();
    }

    @Test
    void whyWhenHeldThenEveryLinkIsNamedAndWhenTakenThenWhatWouldBringItBack() {
        String page = answer(why(ann, "permission", permission));
        assertThat(page)
                .contains(name(ann) + " holds " + permission + ".", "Way 1", "the operator of the server")
                .doesNotContain("Way 2", "id=\"carriers\"")
                .contains("/admin/groups/" + team.id(), "name=" + librarian, "name=" + keeper)
                .containsPattern(
                        "(?s)Belongs to the group.*This group carries the role.*by</span>\\s*<a href=\"/admin/people/"
                                + admin.id() + "\".*This role contains the role.*This role carries the permission");
        assertThat(answer(why(bob, "permission", permission))).contains("Way 1", "Way 2");
        assertThat(answer(why(bob, "role", librarian))).contains("holds " + librarian);

        links.takeRole(OPERATOR, team.id(), librarian, null);
        assertThat(answer(why(ann, "permission", permission)))
                .contains(name(ann) + " does not hold " + permission + ".", "No way leads there.", "id=\"carriers\"")
                .containsPattern("(?s)id=\"carriers\".*name=" + keeper)
                .doesNotContain("Way 1");
        assertThat(answer(why(bob, "permission", permission)))
                .contains(name(bob) + " holds " + permission + ".")
                .doesNotContain("Way 2");
        assertThat(answer(why(bob, "role", librarian))).contains("does not hold " + librarian);
    }

    @Test
    void whyWhenYetToComeThenSaidSoAndNotHeld() {
        Validity later = new Validity(server.clock().instant().plus(Duration.ofDays(30)), null);
        Person carl = TestAccounts.active(server);
        assignments.give(OPERATOR, carl.id(), keeper, team.id(), later);
        assertThat(answer(why(carl, "role", keeper)))
                .contains("does not hold " + keeper, ">Not yet<", "Team " + mark, "<time");
    }

    /** The part that a delegated administrator looks after; the rest is as if it were not there. */
    @Test
    @Tag("attack-39")
    void attack39_whyWhenDelegatedThenOwnPeopleOnlyAndNobodyBeyondIsNamed() {
        Person helper = TestAccounts.active(server);
        Person stranger = TestAccounts.active(server);
        String explains = role("explains-" + mark);
        contents.addPermission(OPERATOR, explains, ServerPermission.EXPLAIN_READ.code(), null);
        assignments.give(OPERATOR, helper.id(), explains, team.id(), Validity.ALWAYS);
        browser = signedIn(helper);

        assertThat(answer(why(ann, "permission", permission)))
                .contains(ann.id() + " holds " + permission, "somebody whom you may not see")
                .doesNotContain(name(ann), ann.email(), name(admin), admin.id().toString(), "href=\"/admin/groups/")
                .doesNotContain("href=\"/admin/roles", "<option");
        assertThat(browser.get(why(stranger, "permission", permission)).statusCode())
                .isEqualTo(404);
        assertThat(browser.get(why(admin, "role", "admin")).statusCode()).isEqualTo(404);
        for (String page : whatIfs()) {
            assertThat(browser.get(page).statusCode()).as(page).isEqualTo(404);
        }
    }

    @Test
    @Tag("attack-39")
    void attack39_explainWhenNotPermittedThenNothingThereAndNoLinkLeadsThere() {
        Person helper = TestAccounts.active(server);
        String reads = role("reads-" + mark);
        for (ServerPermission one :
                List.of(ServerPermission.PEOPLE_READ, ServerPermission.ROLES_READ, ServerPermission.GROUPS_READ)) {
            contents.addPermission(OPERATOR, reads, one.code(), null);
        }
        assignments.give(OPERATOR, helper.id(), reads, null, Validity.ALWAYS);
        browser = signedIn(helper);

        assertThat(browser.get(why(ann, "permission", permission)).statusCode()).isEqualTo(404);
        for (String page : whatIfs()) {
            assertThat(browser.get(page).statusCode()).as(page).isEqualTo(404);
        }
        assertThat(answer(path(ann))).doesNotContain("/why");
        assertThat(answer("/admin/roles/role?name=" + keeper)).doesNotContain("/what-if");
        assertThat(answer("/admin/groups/" + team.id())).doesNotContain("/what-if");
    }

    private List<String> whatIfs() {
        return List.of(
                whatIf(Map.of("role", keeper, "permission", permission)),
                whatIf(Map.of("role", librarian, "member", keeper)),
                whatIf(Map.of("role", librarian, "group", team.id().toString())),
                whatIf(Map.of("role", keeper)));
    }

    private static String whatIf(Map<String, String> query) {
        return "/admin/roles/what-if?" + TestBrowser.encode(query);
    }

    @Test
    void explainWhenNameIsUnknownOrNotThereThenNothing() {
        for (String page : List.of(
                why(ann, "permission", "shelf-" + mark + ":burn"),
                why(ann, "role", "nobody-" + mark),
                whatIf(Map.of()),
                whatIf(Map.of("role", "nobody-" + mark)),
                whatIf(Map.of("role", librarian, "permission", permission)),
                whatIf(Map.of("role", keeper, "member", librarian)),
                whatIf(Map.of("role", keeper, "group", team.id().toString())),
                whatIf(Map.of("role", librarian, "group", UUID.randomUUID().toString())),
                whatIf(Map.of("role", librarian, "group", "Team " + mark)))) {
            assertThat(browser.get(page).statusCode()).as(page).isEqualTo(404);
        }
        for (String page : List.of(
                why(ann, "role", keeper) + "&permission=" + permission,
                whatIf(Map.of("role", librarian, "member", keeper, "permission", permission)))) {
            assertThat(browser.get(page).statusCode()).as(page).isEqualTo(400);
        }
    }

    /** Counted first, taken from the very page, and gone for those who were counted and for nobody else. */
    @Test
    void whatIfWhenTakenThereThenThoseLoseItWhoWereNamed() {
        String path = whatIf(Map.of("role", librarian, "member", keeper));
        assertThat(answer("/admin/roles/role?name=" + librarian)).contains("/admin/roles/what-if?role=" + librarian);
        String page = answer(path);
        assertThat(page)
                .contains("One person would lose " + keeper + ".", path(ann))
                .doesNotContain(path(bob));
        HttpResponse<String> taken = browser.submit(
                browser.get(path),
                "/admin/roles/role/members?name=" + librarian,
                Map.of("member", keeper, "remove", "true"));
        assertThat(TestBrowser.location(taken)).startsWith("/admin/roles/role?name=" + librarian);
        assertThat(holds(ann)).isFalse();
        assertThat(holds(bob)).isTrue();
        assertThat(browser.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void whatIfWhenAskedOfEachLinkThenCountedAndTheFormLeadsOn() {
        assertThat(answer(whatIf(Map.of("role", keeper, "permission", permission))))
                .contains("2 people would lose " + permission + ".", path(ann), path(bob))
                .contains("action=\"/admin/roles/role/permissions?name=" + keeper + "\"");
        assertThat(answer(whatIf(Map.of("role", librarian, "group", team.id().toString()))))
                .contains("2 people would lose " + librarian + ".", "If the group Team " + mark)
                .contains("action=\"/admin/groups/" + team.id() + "/roles\"");
        assertThat(answer(whatIf(Map.of("role", keeper))))
                .contains("2 people would lose " + keeper + ".")
                .doesNotContain("name=\"remove\"");
        assertThat(answer(whatIf(Map.of("role", role("idle-" + mark))))).contains("Nobody would lose idle-" + mark);
        assertThat(answer("/admin/groups/" + team.id())).contains("/admin/roles/what-if?role=" + librarian);
        assertThat(answer("/admin/roles/role?name=" + keeper)).contains("/admin/roles/what-if?role=" + keeper + "\"");
    }

    /** The demand of the issue: not only people, also the applications that are told. */
    @Test
    void whatIfWhenAnApplicationIsToldThenNamed() {
        String asked = whatIf(Map.of("role", keeper, "permission", permission));
        assertThat(answer(asked)).doesNotContain("/admin/clients/client?id=" + app + "\"");
        server.database()
                .jdbc()
                .sql(
                        "update client set claims = 'permissions', role_filter = string_to_array(:filter, ',') where id = :id")
                .param("id", app)
                .param("filter", "shelf-" + mark)
                .update();
        assertThat(answer(asked)).contains("/admin/clients/client?id=" + app + "\"");
    }

    private boolean holds(Person who) {
        return !server.bean(AccessService.class)
                .authoritiesOf(who.id())
                .reach(permission)
                .nothing();
    }
}
