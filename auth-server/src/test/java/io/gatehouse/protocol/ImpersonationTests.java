package io.gatehouse.protocol;

import static io.gatehouse.TestBrowser.location;
import static io.gatehouse.protocol.OAuthFlow.claims;
import static io.gatehouse.protocol.OAuthFlow.json;
import static io.gatehouse.protocol.OAuthFlow.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestClients;
import io.gatehouse.TestClients.App;
import io.gatehouse.TestMails;
import io.gatehouse.TestPhone;
import io.gatehouse.TestRoles;
import io.gatehouse.TestServer;
import io.gatehouse.access.Actor;
import io.gatehouse.access.PermissionService;
import io.gatehouse.access.RoleContentService;
import io.gatehouse.access.RoleService;
import io.gatehouse.account.AccountService;
import io.gatehouse.admin.PeopleAdministration;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditEvent;
import io.gatehouse.audit.AuditTrail;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An administrator who acts as somebody else, on a server of its own where that is turned on. */
final class ImpersonationTests {

    private static final TestServer SERVER = TestServer.start("gatehouse.admin.impersonation=true");
    private static final Actor OPERATOR = Actor.operator("test");
    private static final String WHY = "Ticket 4711: the notes do not load";

    private final Person admin = TestAccounts.active(SERVER);
    private final Person person = TestAccounts.active(SERVER);
    private final TestBrowser browser = new TestBrowser(SERVER);
    private final App app = TestClients.web(SERVER);
    private final OAuthFlow flow = new OAuthFlow(SERVER, app, browser);

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    private void signInWithTwoFactors() {
        TestBrowser settings = new TestBrowser(SERVER);
        settings.signIn("/sign-in", admin);
        TestPhone phone = TestPhone.enrol(SERVER, settings).phone();
        browser.signIn("/sign-in", admin);
        HttpResponse<String> page = browser.get("/sign-in/totp");
        assertThat(browser.submit(page, "/sign-in/totp", Map.of("code", phone.code()))
                        .statusCode())
                .isEqualTo(303);
    }

    private static String page(Person who) {
        return "/admin/people/" + who.id() + "/act-as";
    }

    private HttpResponse<String> start(Person who, String reason) {
        return browser.submit(browser.get(page(who)), page(who), Map.of("reason", reason));
    }

    private void act() {
        TestRoles.give(SERVER, admin.id(), "admin");
        signInWithTwoFactors();
        HttpResponse<String> started = start(person, WHY);
        assertThat(location(started)).as(started.body()).isEqualTo("/account");
    }

    private List<AuditEvent> events(AuditAction action) {
        return SERVER.bean(AuditTrail.class).recent(person.id(), 200).stream()
                .filter(event -> event.action() == action)
                .toList();
    }

    @Test
    void actingWhenStartedThenBannerTokensMailAndTrailNameTheAdministrator() throws Exception {
        act();
        HttpResponse<String> account = browser.get("/account");
        assertThat(account.body()).contains("class=\"acting\"", "You act as", "/act-as/end");
        assertThat(browser.get("/account/activity").body()).contains("class=\"acting\"");

        String back = location(flow.authorize(Map.of("scope", "openid profile offline_access")));
        JsonNode tokens = json(flow.exchange(OAuthFlow.codeOf(back), Map.of()));
        for (String name : List.of("access_token", "id_token")) {
            JWTClaimsSet claims = claims(text(tokens, name));
            assertThat(claims.getSubject()).isEqualTo(person.id().toString());
            assertThat(claims.getJSONObjectClaim("act"))
                    .isEqualTo(Map.of("sub", admin.id().toString()));
            assertThat(claims.getStringClaim("acr")).isEqualTo("0");
            assertThat(claims.getStringListClaim("amr")).isEmpty();
        }
        assertThat(text(tokens, "scope")).doesNotContain("offline_access");
        for (String name : List.of("access_token", "refresh_token")) {
            JsonNode seen = json(flow.introspect(text(tokens, name), app));
            assertThat(seen.path("act").path("sub").asString(""))
                    .as(name)
                    .isEqualTo(admin.id().toString());
        }
        assertThat(events(AuditAction.IMPERSONATION_STARTED)).singleElement().satisfies(event -> {
            assertThat(event.caller().actor().id()).isEqualTo(admin.id().toString());
            assertThat(event.detail()).containsEntry("reason", WHY);
        });
        assertThat(TestMails.await(SERVER, person.email(), "acted as you", 1)).hasSize(1);

        HttpResponse<String> ended = browser.submit(account, "/act-as/end", Map.of());
        assertThat(location(ended)).startsWith("/sign-in");
        assertThat(browser.get("/account").statusCode()).isEqualTo(303);
        assertThat(flow.active(text(tokens, "access_token"))).isFalse();
        assertThat(events(AuditAction.IMPERSONATION_ENDED))
                .singleElement()
                .satisfies(event -> assertThat(event.caller().actor().id())
                        .isEqualTo(admin.id().toString()));
    }

    @Test
    void actingWhenAnythingButLookingThenRefusedAndRecorded() {
        act();
        HttpResponse<String> own = browser.get("/account/profile");
        for (String path : List.of(
                "/account/password",
                "/account/profile",
                "/account/profile/new-email",
                "/account/factors/totp/new",
                "/account/passkeys",
                "/account/data/download",
                "/account/data/delete",
                "/account/sessions/end-all",
                "/account/apps/withdraw",
                "/consent",
                "/sign-in",
                "/passkey/sign-in",
                "/webauthn/register",
                "/admin/people/" + person.id() + "/disable")) {
            refused(browser.submit(own, path, Map.of()), "POST " + path);
        }
        for (String path : List.of(
                "/admin",
                "/admin/people",
                page(person),
                "/account/password",
                "/account/data",
                "/sign-in",
                "/account/x")) {
            refused(browser.get(path), "GET " + path);
        }
        assertThat(SERVER.bean(AccountService.class).find(person.id()))
                .hasValueSatisfying(account -> assertThat(account.active()).isTrue());
    }

    private void refused(HttpResponse<String> answer, String route) {
        assertThat(answer.statusCode()).as(route).isEqualTo(403);
        assertThat(events(AuditAction.ACCESS_DENIED)).as(route).anySatisfy(event -> {
            assertThat(event.target()).isNotNull();
            assertThat(String.valueOf(event.target())).contains("id=" + route + "]");
            assertThat(event.caller().actor().id()).isEqualTo(admin.id().toString());
        });
    }

    @Test
    void actingWhenTheTimeIsUpThenOverWithAllThatCameOfIt() throws Exception {
        act();
        SERVER.clock().advance(Duration.ofMinutes(28));
        assertThat(browser.get("/account").statusCode()).isEqualTo(200);
        JsonNode tokens = json(flow.exchange(OAuthFlow.codeOf(location(flow.authorize(Map.of()))), Map.of()));
        assertThat(claims(text(tokens, "access_token")).getExpirationTime().toInstant())
                .isBefore(SERVER.clock().instant().plus(Duration.ofMinutes(3)));
        SERVER.clock().advance(Duration.ofMinutes(2));
        assertThat(browser.get("/account").statusCode()).isEqualTo(303);
        assertThat(flow.refresh(text(tokens, "refresh_token")).statusCode()).isEqualTo(400);
    }

    @Test
    void actingWhenTheAdministratorIsKeptOutThenOverWithItsTokens() {
        act();
        JsonNode tokens = json(flow.exchange(OAuthFlow.codeOf(location(flow.authorize(Map.of()))), Map.of()));
        assertThat(flow.active(text(tokens, "access_token"))).isTrue();
        Person other = TestAccounts.active(SERVER);
        TestRoles.give(SERVER, other.id(), "admin");
        SERVER.bean(PeopleAdministration.class).disable(admin.id());
        assertThat(browser.get("/account").statusCode()).isEqualTo(303);
        assertThat(flow.active(text(tokens, "access_token"))).isFalse();
        assertThat(events(AuditAction.IMPERSONATION_ENDED)).hasSize(1);
    }

    @Test
    void startWhenAnythingIsAmissThenRefused() {
        TestRoles.give(SERVER, admin.id(), "admin");
        browser.signIn("/sign-in", admin);
        assertThat(browser.get(page(person)).body()).contains("second factor").doesNotContain("name=\"reason\"");
        HttpResponse<String> form = browser.get("/admin/people/" + person.id());
        assertThat(browser.submit(form, page(person), Map.of("reason", WHY)).statusCode())
                .as("one factor")
                .isEqualTo(403);
        browser.submit(browser.get("/account"), "/sign-out", Map.of());
        signInWithTwoFactors();
        assertThat(start(person, "too short").statusCode()).isEqualTo(400);
        assertThat(start(person, "x".repeat(501)).statusCode()).isEqualTo(400);
        assertThat(browser.get(page(admin)).statusCode()).as("oneself").isEqualTo(404);
        Person disabled = TestAccounts.active(SERVER);
        SERVER.bean(AccountService.class).disable(disabled.id());
        assertThat(browser.get(page(disabled)).statusCode()).as("disabled").isEqualTo(404);
        assertThat(events(AuditAction.IMPERSONATION_STARTED)).isEmpty();
    }

    /** A permission of an application counts as well: whoever lacks it would gain it. */
    @Test
    void startWhenThePersonHoldsWhatTheAdministratorLacksThenThereIsNothing() {
        RoleContentService contents = SERVER.bean(RoleContentService.class);
        for (String role : List.of("helpdesk", "approver")) {
            if (SERVER.bean(RoleService.class).find(role).isEmpty()) {
                SERVER.bean(RoleService.class).create(OPERATOR, role, null, "");
            }
        }
        contents.addPermission(OPERATOR, "helpdesk", "people:read", null);
        contents.addPermission(OPERATOR, "helpdesk", "people:impersonate", null);
        SERVER.bean(PermissionService.class).define(OPERATOR, "notes:approve", app.id(), "");
        contents.addPermission(OPERATOR, "approver", "notes:approve", null);
        TestRoles.give(SERVER, admin.id(), "helpdesk");
        signInWithTwoFactors();
        assertThat(browser.get(page(person)).statusCode()).isEqualTo(200);
        TestRoles.give(SERVER, person.id(), "approver");
        assertThat(browser.get(page(person)).statusCode()).isEqualTo(404);
        assertThat(browser.get("/admin/people/" + person.id()).body()).doesNotContain("/act-as");
    }

    @Test
    void startWhenTheFeatureIsOffThenThereIsNothing() {
        TestServer usual = TestServer.shared();
        Person other = TestAccounts.active(usual);
        Person chief = TestAccounts.active(usual);
        TestRoles.give(usual, chief.id(), "admin");
        TestBrowser there = new TestBrowser(usual);
        there.signIn("/sign-in", chief);
        assertThat(there.get(page(other)).statusCode()).isEqualTo(404);
        assertThat(there.get("/admin/people/" + other.id()).body()).doesNotContain("/act-as");
    }
}
